// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <string_view>

namespace mobio::convert {

// Reads numbers from bytes that may end anywhere: behind the end everything is 0 and nothing is
// good.
class Octets {
public:
    explicit Octets(std::string_view bytes) : bytes_(bytes) {}

    bool good() const { return good_; }
    std::size_t left() const { return bytes_.size(); }
    std::string_view text(std::size_t size) {
        if (size > bytes_.size()) {
            good_ = false;
            bytes_ = {};
            return {};
        }
        const auto taken = bytes_.substr(0, size);
        bytes_.remove_prefix(size);
        return taken;
    }
    void skip(std::size_t size) { text(size); }

    std::uint8_t byte() { return static_cast<std::uint8_t>(big(1)); }
    std::uint16_t big16() { return static_cast<std::uint16_t>(big(2)); }
    std::uint32_t big32() { return static_cast<std::uint32_t>(big(4)); }
    std::uint64_t big64() { return big(8); }
    std::uint16_t little16() { return static_cast<std::uint16_t>(little(2)); }
    std::uint32_t little24() { return static_cast<std::uint32_t>(little(3)); }
    std::uint32_t little32() { return static_cast<std::uint32_t>(little(4)); }

private:
    std::uint64_t big(std::size_t size) {
        std::uint64_t number = 0;
        for (const char c : text(size)) number = number << 8 | static_cast<unsigned char>(c);
        return number;
    }
    std::uint64_t little(std::size_t size) {
        std::uint64_t number = 0, shift = 0;
        for (const char c : text(size)) {
            number |= std::uint64_t{static_cast<unsigned char>(c)} << shift;
            shift += 8;
        }
        return number;
    }

    std::string_view bytes_;
    bool good_ = true;
};

}  // namespace mobio::convert
