// SPDX-License-Identifier: EUPL-1.2
#include "platform/http/parser.h"

#include <algorithm>
#include <boost/asio/ip/address.hpp>
#include <boost/beast/http/basic_parser.hpp>

#include "platform/http/decode.h"
#include "platform/http/head_scan.h"
#include "platform/http/response.h"
#include "platform/text/texts.h"

namespace mobio::http {

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
using beast::http::field;
using beast::http::verb;
using boost::system::error_code;
using beast_view = beast::string_view;

std::string_view view(beast_view text) { return {text.data(), text.size()}; }

// Beast's parser writing straight into a Request. It says what a message is; whether we take it is
// decided in Parser::Core::check.
class Reader : public beast::http::basic_parser<true> {
public:
    explicit Reader(const Limits& limits) : limits_(limits) {
        header_limit(static_cast<std::uint32_t>(limits.header_bytes + 1));
        body_limit(limits.body_bytes);
    }

    Request request;
    verb method = verb::unknown;
    int version = 11;
    int hosts = 0, lengths = 0, codings = 0, types = 0;

private:
    void on_request_impl(verb v, beast_view, beast_view target, int ver, error_code&) override {
        method = v;
        version = ver;
        request.target = view(target);
    }
    void on_field_impl(field name, beast_view text, beast_view value, error_code& ec) override {
        if (in_body_) {  // a trailer: nobody asked for it, and a proxy may have joined it to the
                         // head
            ec = beast::http::error::bad_field;
            return;
        }
        hosts += name == field::host;
        lengths += name == field::content_length;
        codings += name == field::transfer_encoding;
        types += name == field::content_type;
        request.headers.add(lower(view(text)), std::string(trimmed(view(value))));
    }
    void on_header_impl(error_code&) override { in_body_ = true; }
    void on_body_init_impl(const boost::optional<std::uint64_t>&, error_code&) override {}
    std::size_t on_body_impl(beast_view body, error_code&) override {
        request.body += view(body);
        return body.size();
    }
    void on_chunk_header_impl(std::uint64_t, beast_view extension, error_code& ec) override {
        if (!extension.empty()) ec = beast::http::error::bad_chunk_extension;
    }
    std::size_t on_chunk_body_impl(std::uint64_t, beast_view body, error_code& ec) override {
        if (request.body.size() + body.size() > limits_.body_bytes)
            ec = beast::http::error::body_limit;
        else
            request.body += view(body);
        return body.size();
    }
    void on_finish_impl(error_code&) override {}
    void on_response_impl(int, beast_view, int, error_code&) override {}

    const Limits& limits_;
    bool in_body_ = false;
};

unsigned status_of(const error_code& ec) {
    if (ec == beast::http::error::body_limit) return 413;
    if (ec == beast::http::error::header_limit) return 431;
    return 400;
}

Method method_of(verb method) {
    switch (method) {
        case verb::get:
            return Method::Get;
        case verb::head:
            return Method::Head;
        case verb::post:
            return Method::Post;
        default:
            return Method::Other;
    }
}

bool is_digits(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

// RFC 9110, 7.2, as far as names and addresses of a county go.
bool is_authority(std::string_view host) {
    return !host.empty() && std::ranges::all_of(host, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
               std::string_view("-.:[]_").find(c) != std::string_view::npos;
    });
}

bool is_form(std::string_view type) {
    const auto end = std::min(type.find(';'), type.size());
    if (!equal_fold(trimmed(type.substr(0, end)), "application/x-www-form-urlencoded"))
        return false;
    if (end == type.size()) return true;
    const auto parameter = trimmed(type.substr(end + 1));
    return equal_fold(parameter, "charset=utf-8") || equal_fold(parameter, "charset=\"utf-8\"");
}

// "http://host/path" is for proxies; where a client says it to us, it must mean us.
std::string origin_form(std::string_view target, std::string_view host) {
    const auto scheme = std::min(target.find("://"), target.size());
    const auto name = target.substr(0, scheme);
    const auto rest = target.substr(std::min(scheme + 3, target.size()));
    const auto end = std::min(rest.find_first_of("/?"), rest.size());
    if (!equal_fold(name, "http") && !equal_fold(name, "https")) throw Failure{400};
    if (!equal_fold(rest.substr(0, end), host)) throw Failure{400};
    const auto path = rest.substr(end);
    return (path.starts_with('/') ? "" : "/") + std::string(path);
}

// The client as our proxy saw it: the last entry is the one that it added.
void believe_proxy(Request& request) {
    const auto chain = request.headers.all("x-forwarded-for");
    if (!chain.empty()) {
        const std::string_view last = chain.back();
        const auto comma = last.rfind(',');
        const auto entry = trimmed(comma == last.npos ? last : last.substr(comma + 1));
        boost::system::error_code bad;
        const auto address = asio::ip::make_address(std::string(entry), bad);
        if (!bad) request.remote = address.to_string();
    }
    const auto protocols = request.headers.all("x-forwarded-proto");
    request.secure =
        request.secure || (!protocols.empty() && equal_fold(protocols.back(), "https"));
}

}  // namespace

struct Parser::Core {
    Core(const Limits& l, const Peer& p) : limits(l), peer(p), scan(l), reader(l) {}

    std::size_t take_head(std::string_view bytes);
    std::size_t take_body(std::string_view bytes);
    void put(std::string_view bytes, std::size_t& used);
    void check();
    void check_framing() const;
    void check_texts() const;
    void check_host();
    void check_body_type() const;
    void split_target();
    void finish();

    const Limits& limits;
    const Peer& peer;
    HeadScan scan;
    Reader reader;
    Stage stage = Stage::Head;
    bool expects_continue = false;
};

void Parser::Core::put(std::string_view bytes, std::size_t& used) {
    error_code ec;
    used = reader.put(asio::const_buffer(bytes.data(), bytes.size()), ec);
    if (ec && ec != beast::http::error::need_more) throw Failure{status_of(ec)};
}

std::size_t Parser::Core::take_head(std::string_view bytes) {
    const auto size = scan.feed(bytes);
    if (!size) return 0;
    std::size_t used = 0;
    put(bytes.substr(0, *size), used);
    if (!reader.is_header_done() || used != *size) throw Failure{400};
    check();
    reader.eager(true);
    stage = Stage::Body;
    if (reader.is_done()) finish();
    return used;
}

std::size_t Parser::Core::take_body(std::string_view bytes) {
    // A chunk's head is some digits: what does not end within this is an attack on our memory.
    constexpr std::size_t longest_chunk_head = 1024;
    if (bytes.empty()) return 0;
    std::size_t used = 0;
    put(bytes, used);
    if (reader.is_done())
        finish();
    else if (bytes.size() - used > longest_chunk_head)
        throw Failure{400};
    return used;
}

void Parser::Core::check() {
    auto& request = reader.request;
    request.method = method_of(reader.method);
    if (reader.method == verb::unknown) throw Failure{501};
    check_framing();
    check_texts();
    check_host();
    request.remote = peer.address;
    request.secure = peer.tls;
    if (peer.trusted) believe_proxy(request);
    const auto& expect = request.header("expect");
    expects_continue = equal_fold(expect, "100-continue") && reader.version == 11;
    if (!expect.empty() && !equal_fold(expect, "100-continue")) throw Failure{417};
    check_body_type();
    split_target();
    for (const auto& cookie : request.headers.all("cookie"))
        decode_cookies(cookie, request.secure, request.cookies);
    request.wants_json = request.header("accept").starts_with("application/json");
}

// Whatever a proxy in front could take for another length than we do (RFC 9112, 6.3 and 11.2).
void Parser::Core::check_framing() const {
    const auto& headers = reader.request.headers;
    if (reader.lengths > 1 || reader.codings > 1 || reader.types > 1) throw Failure{400};
    if (reader.lengths == 1 && !is_digits(headers.get("content-length"))) throw Failure{400};
    if (reader.codings == 0) return;
    if (reader.lengths > 0 || reader.version == 10) throw Failure{400};
    if (!equal_fold(headers.get("transfer-encoding"), "chunked")) throw Failure{501};
}

void Parser::Core::check_texts() const {
    const auto is_ascii = [](char c) { return static_cast<unsigned char>(c) < 0x80; };
    for (const auto& [name, value] : reader.request.headers)
        if (!std::ranges::all_of(value, is_ascii) && !text::valid_utf8(value)) throw Failure{400};
}

void Parser::Core::check_host() {
    auto& request = reader.request;
    if (reader.hosts > 1 || (reader.hosts == 0 && reader.version == 11)) throw Failure{400};
    request.host = lower(request.header("host"));
    if (reader.hosts == 1 && !is_authority(request.host)) throw Failure{400};
}

void Parser::Core::check_body_type() const {
    const bool has_body = reader.chunked() || reader.content_length().value_or(0) > 0;
    if (has_body && !is_form(reader.request.header("content-type"))) throw Failure{415};
}

void Parser::Core::split_target() {
    auto& request = reader.request;
    if (reader.method == verb::connect || (reader.method == verb::options && request.target == "*"))
        request.target = "/";  // names no page of ours; the method is refused there (405)
    if (!request.target.starts_with('/'))
        request.target = origin_form(request.target, request.host);
    const std::string_view target = request.target;
    if (std::ranges::any_of(target, [](char c) { return c <= 0x20 || c >= 0x7f || c == '#'; }))
        throw Failure{400};
    const auto mark = std::min(target.find('?'), target.size());
    request.path = decode_path(target.substr(0, mark));
    decode_form(target.substr(std::min(mark + 1, target.size())), request.query, 400);
}

void Parser::Core::finish() {
    auto& request = reader.request;
    if (request.method == Method::Post) decode_form(request.body, request.form);
    stage = Stage::Complete;
}

Parser::Parser(const Limits& limits, const Peer& peer)
    : core_(std::make_unique<Core>(limits, peer)) {}
Parser::~Parser() = default;

std::size_t Parser::feed(std::string_view bytes) {
    std::size_t used = 0;
    if (core_->stage == Stage::Head) {
        used = core_->take_head(bytes);
        bytes.remove_prefix(used);
    }
    if (core_->stage == Stage::Body) used += core_->take_body(bytes);
    return used;
}

Parser::Stage Parser::stage() const { return core_->stage; }
bool Parser::expects_continue() const { return core_->expects_continue; }
bool Parser::keep_alive() const { return core_->reader.keep_alive(); }
bool Parser::http10() const { return core_->reader.version == 10; }
Request& Parser::request() { return core_->reader.request; }

}  // namespace mobio::http
