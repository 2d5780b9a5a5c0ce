// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

// For tests: a client that sends exactly the bytes it is given.
namespace mobio::http {

class RawClient {
public:
    explicit RawClient(unsigned short port, int receive_buffer = 0);
    ~RawClient();
    RawClient(const RawClient&) = delete;

    bool send(std::string_view bytes);  // false where the other side has closed
    void finish_sending();
    // What comes until the other side closes, or until the time is over.
    std::string read(std::chrono::milliseconds within = std::chrono::seconds{5});
    // What comes until `count` whole answers are there.
    std::string read_answers(std::size_t count);
    bool closes(std::chrono::milliseconds within);

private:
    bool receive(std::string& into, std::chrono::steady_clock::time_point end);

    int socket_ = -1;
    bool closed_ = false;
};

struct RawAnswer {
    unsigned status = 0;
    std::string head, body;
    std::string header(std::string_view lower_case_name) const;
};
// The answers in `bytes`, told apart by Content-Length; a body that is cut off ends the list.
std::vector<RawAnswer> answers_in(std::string_view bytes, bool to_head = false);
std::vector<unsigned> statuses_in(std::string_view bytes);

}  // namespace mobio::http
