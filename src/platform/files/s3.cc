// SPDX-License-Identifier: EUPL-1.2
#include "platform/files/s3.h"

#include <sodium.h>

#include <algorithm>

#include "platform/curl.h"
#include "platform/files/disk.h"
#include "platform/files/spool.h"

namespace mobio::files {

namespace {

constexpr std::size_t piece_size = 1024 * 1024;  // of one request
constexpr std::size_t longest_answer = 4 * 1024 * 1024;
constexpr long patience_seconds = 60;
constexpr auto hash_of_nothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

// Sealed bytes on their way to the bucket, which wants length and hash before the first of them.
struct Outgoing {
    Descriptor file = open_nameless(spool_folder());
    crypto_hash_sha256_state hashing{};
    std::uint64_t size = 0, sent = 0;

    Outgoing() { crypto_hash_sha256_init(&hashing); }
    void add(std::string_view piece) {
        write_all(file, piece);
        crypto_hash_sha256_update(&hashing, reinterpret_cast<const unsigned char*>(piece.data()),
                                  piece.size());
        size += piece.size();
    }
    std::string hash() {
        std::array<unsigned char, crypto_hash_sha256_BYTES> bytes{};
        crypto_hash_sha256_final(&hashing, bytes.data());
        std::array<char, 2 * crypto_hash_sha256_BYTES + 1> text{};
        sodium_bin2hex(text.data(), text.size(), bytes.data(), bytes.size());
        return text.data();
    }
};

std::size_t give(char* to, std::size_t size, std::size_t count, void* outgoing) {
    auto& out = *static_cast<Outgoing*>(outgoing);
    try {
        const auto piece = read_at(out.file, out.sent, size * count);
        std::ranges::copy(piece, to);
        out.sent += piece.size();
        return piece.size();
    } catch (const std::exception&) {
        return CURL_READFUNC_ABORT;
    }
}

std::size_t take(char* from, std::size_t size, std::size_t count, void* answer) {
    auto& text = *static_cast<std::string*>(answer);
    if (text.size() + size * count > longest_answer) return 0;
    text.append(from, size * count);
    return size * count;
}

struct Answer {
    long status = 0;
    std::string body;
};

class BucketStorage : public Storage {
public:
    explicit BucketStorage(Bucket bucket) : bucket_(std::move(bucket)) {}

    void keep(const IdBytes& file, const std::function<void(const Sink&)>& write) override {
        Outgoing out;
        write([&](std::string_view piece) { out.add(piece); });
        Request request(*this, url_of(file), out.hash());
        request.header("Content-Type: application/octet-stream");
        auto* const curl = request.curl();
        curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
        curl_easy_setopt(curl, CURLOPT_INFILESIZE_LARGE, static_cast<curl_off_t>(out.size));
        curl_easy_setopt(curl, CURLOPT_READFUNCTION, give);
        curl_easy_setopt(curl, CURLOPT_READDATA, &out);
        if (const auto status = request.perform().status; status != 200) refused(status);
    }

    Reader read(const IdBytes& file) const override {
        const auto url = url_of(file);
        // The first request now: a file that is not there is missed before anything is answered.
        auto held = std::make_shared<std::string>(range(url, 0));
        return [this, url, held, at = std::uint64_t{held->size()}](std::size_t most) mutable {
            while (held->size() < most) {
                const auto more = range(url, at);
                if (more.empty()) break;
                at += more.size();
                *held += more;
            }
            auto piece = held->substr(0, most);
            held->erase(0, piece.size());
            return piece;
        };
    }

    void remove(const IdBytes& file) override {
        Request request(*this, url_of(file));
        curl_easy_setopt(request.curl(), CURLOPT_CUSTOMREQUEST, "DELETE");
        const auto status = request.perform().status;
        if (status != 200 && status != 204 && status != 404) refused(status);
    }

    std::vector<IdBytes> kept_before(Time moment) const override {
        std::vector<IdBytes> found;
        std::string from;
        do {
            const auto listed = read_list(list(from));
            for (const auto& object : listed.objects) {
                const auto id = parse_id_text(object.name.substr(object.name.rfind('/') + 1));
                if (id && object.written_at < moment) found.push_back(*id);
            }
            from = listed.next;
        } while (!from.empty());
        return found;
    }

private:
    class Request {
    public:
        Request(const BucketStorage& storage, const std::string& url,
                const std::string& hash_of_body = hash_of_nothing)
            : url_(url) {
            header("x-amz-content-sha256: " + hash_of_body);  // stores ask for it, curl gives none
            const auto& bucket = storage.bucket_;
            signature_ = "aws:amz:" + bucket.region + ":s3";
            curl_easy_setopt(curl(), CURLOPT_URL, url_.c_str());
            curl_easy_setopt(curl(), CURLOPT_PROTOCOLS_STR, "http,https");
            curl_easy_setopt(curl(), CURLOPT_PROXY, "");
            curl_easy_setopt(curl(), CURLOPT_NOSIGNAL, 1L);
            curl_easy_setopt(curl(), CURLOPT_TIMEOUT, patience_seconds);
            curl_easy_setopt(curl(), CURLOPT_AWS_SIGV4, signature_.c_str());
            curl_easy_setopt(curl(), CURLOPT_USERNAME, bucket.key.c_str());
            curl_easy_setopt(curl(), CURLOPT_PASSWORD, bucket.secret.c_str());
            if (!bucket.ca_file.empty())
                curl_easy_setopt(curl(), CURLOPT_CAINFO, bucket.ca_file.c_str());
            curl_easy_setopt(curl(), CURLOPT_WRITEFUNCTION, take);
            curl_easy_setopt(curl(), CURLOPT_WRITEDATA, &answer_.body);
        }
        CURL* curl() const { return handle_.get(); }
        void header(const std::string& line) {
            auto* const longer = curl_slist_append(headers_.get(), line.c_str());
            if (!longer) throw std::bad_alloc();
            static_cast<void>(headers_.release());
            headers_.reset(longer);
        }
        Answer perform() {
            curl_easy_setopt(curl(), CURLOPT_HTTPHEADER, headers_.get());
            if (const auto result = curl_easy_perform(curl()); result != CURLE_OK)
                throw std::runtime_error(std::string("bucket: ") + curl_easy_strerror(result));
            curl_easy_getinfo(curl(), CURLINFO_RESPONSE_CODE, &answer_.status);
            return std::move(answer_);
        }

    private:
        curl::Owned<CURL> handle_ = curl::handle();
        curl::Owned<curl_slist> headers_;
        std::string url_, signature_;
        Answer answer_;
    };

    [[noreturn]] static void refused(long status) {
        if (status == 404) throw Lost("no such file");
        if (status == 507) throw Full();
        throw std::runtime_error("bucket: status " + std::to_string(status));
    }

    std::string url_of(const IdBytes& file) const { return bucket_.url + "/" + id_text(file); }

    // Nothing behind the end.
    std::string range(const std::string& url, std::uint64_t from) const {
        Request request(*this, url);
        request.header("Range: bytes=" + std::to_string(from) + "-" +
                       std::to_string(from + piece_size - 1));
        auto answer = request.perform();
        if (answer.status == 416) return {};
        if (answer.status != 206 && !(answer.status == 200 && from == 0)) refused(answer.status);
        return std::move(answer.body);
    }

    // The bucket's own address and what stands before the names, where a county shares it.
    std::string list(const std::string& from) const {
        const auto host = bucket_.url.find("://") + 3;
        const auto bucket = bucket_.url.find('/', host);
        const auto below = bucket_.url.find('/', std::min(bucket, bucket_.url.size() - 1) + 1);
        auto url = bucket_.url.substr(0, below) + "?";
        if (!from.empty()) url += "continuation-token=" + escaped(from) + "&";
        url += "list-type=2";
        if (below != bucket_.url.npos)
            url += "&prefix=" + escaped(bucket_.url.substr(below + 1) + "/");
        Request request(*this, url);
        auto answer = request.perform();
        if (answer.status != 200) refused(answer.status);
        return std::move(answer.body);
    }

    static std::string escaped(const std::string& text) {
        const auto handle = curl::handle();
        const curl::Owned<char> made(
            curl_easy_escape(handle.get(), text.c_str(), static_cast<int>(text.size())));
        if (!made) throw std::bad_alloc();
        return made.get();
    }

    const Bucket bucket_;
};

}  // namespace

std::unique_ptr<Storage> open_bucket(Bucket bucket) {
    return std::make_unique<BucketStorage>(std::move(bucket));
}

}  // namespace mobio::files
