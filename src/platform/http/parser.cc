// SPDX-License-Identifier: EUPL-1.2
#include "platform/http/parser.h"

#include <algorithm>
#include <boost/asio/ip/address.hpp>
#include <boost/beast/http/basic_parser.hpp>

#include "platform/http/decode.h"
#include "platform/http/head_scan.h"
#include "platform/http/multipart.h"
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
    explicit Reader(const Limits& limits) {
        header_limit(static_cast<std::uint32_t>(limits.header_bytes + 1));
        body_limit(boost::none);  // depends on the path: Core::check_length
    }

    Request request;
    std::size_t most_bytes = 0;      // that the body may have
    std::optional<Multipart> parts;  // reads the body where it is a form with files
    verb method = verb::unknown;
    int version = 11;
    int hosts = 0, lengths = 0, codings = 0, types = 0;
    std::size_t received = 0;  // of the body

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
        take(view(body));
        return body.size();
    }
    void on_chunk_header_impl(std::uint64_t size, beast_view extension, error_code& ec) override {
        if (!extension.empty()) ec = beast::http::error::bad_chunk_extension;
        if (size > most_bytes - received) ec = beast::http::error::body_limit;
    }
    std::size_t on_chunk_body_impl(std::uint64_t, beast_view body, error_code&) override {
        take(view(body));
        return body.size();
    }
    void on_finish_impl(error_code&) override {}
    void on_response_impl(int, beast_view, int, error_code&) override {}

    void take(std::string_view bytes) {
        received += bytes.size();
        if (parts)
            parts->feed(bytes);
        else
            request.body += bytes;
    }

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
    Core(const Limits& l, const Peer& p, UploadRoom* r)
        : limits(l), peer(p), room(r), scan(l), reader(l) {}
    ~Core() {
        if (holds_room) room->give_back(sender, upload_size);
    }
    Core(const Core&) = delete;

    std::size_t take_head(std::string_view bytes);
    std::size_t take_body(std::string_view bytes);
    void put(std::string_view bytes, std::size_t& used);
    void check();
    void check_framing() const;
    void check_texts() const;
    void check_host();
    void check_body();
    void expect_files(const std::string& boundary);
    void admit(const std::string& whose);
    void read_body();
    void begin_part(const Multipart::Part& part);
    void take_part(std::string_view data);
    void end_file();
    void split_target();
    void finish();
    void finish_files();

    const Limits& limits;
    const Peer& peer;
    UploadRoom* room;
    std::string sender;
    std::size_t upload_size = 0;  // at most; 0: no form with files
    bool holds_room = false;      // else nothing of its files is kept
    bool in_file = false;         // of the parts of a form with files
    std::size_t field_bytes = 0;
    std::vector<std::pair<std::string, std::string>> fields;
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
    if (upload_size > 0)
        stage = Stage::Sender;
    else
        read_body();
    return used;
}

void Parser::Core::read_body() {
    reader.eager(true);
    stage = Stage::Body;
    if (reader.is_done()) finish();
}

void Parser::Core::admit(const std::string& whose) {
    sender = whose;
    holds_room = !sender.empty() && room->take(sender, upload_size);
    reader.request.no_room = !sender.empty() && !holds_room;
    read_body();
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
    split_target();
    check_body();
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

void Parser::Core::check_body() {
    const auto& type = reader.request.header("content-type");
    const auto boundary = multipart_boundary(type);
    const auto uploads = boundary && room && limits.upload_bytes
                             ? limits.upload_bytes(reader.request.path)
                             : std::size_t{0};
    reader.most_bytes = uploads > 0 ? uploads : limits.body_bytes;
    const auto length = reader.content_length().value_or(0);
    if (length > reader.most_bytes) throw Failure{413};
    if (!reader.chunked() && length == 0) return;
    if (uploads > 0) {
        upload_size = reader.chunked() ? uploads : length;
        expect_files(*boundary);
    } else if (!is_form(type))
        throw Failure{415};
}

void Parser::Core::expect_files(const std::string& boundary) {
    reader.parts.emplace(boundary,
                         Multipart::Sink{[this](const Multipart::Part& part) { begin_part(part); },
                                         [this](std::string_view data) { take_part(data); }});
}

void Parser::Core::begin_part(const Multipart::Part& part) {
    end_file();
    in_file = part.file_name.has_value();
    if (!in_file) {
        fields.emplace_back(part.name, std::string());
        return;
    }
    if (!holds_room) return;
    auto spool = std::make_shared<files::Spool>(limits.upload_folder);
    reader.request.files.push_back({part.name, *part.file_name, part.type, std::move(spool)});
}

// Fields are kept in memory: they may be no longer than a form without files.
void Parser::Core::take_part(std::string_view data) {
    if (in_file) {
        if (holds_room) reader.request.files.back().content->add(data);
        return;
    }
    field_bytes += data.size();
    if (field_bytes > limits.body_bytes) throw Failure{413};
    fields.back().second += data;
}

void Parser::Core::end_file() {
    if (in_file && holds_room) reader.request.files.back().content->finish();
    in_file = false;
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
    if (reader.parts)
        finish_files();
    else if (request.method == Method::Post)
        decode_form(request.body, request.form);
    stage = Stage::Complete;
}

void Parser::Core::finish_files() {
    reader.parts->finish();
    end_file();
    for (auto& [name, value] : fields) {
        if (!text::valid_utf8(value) || value.find('\0') != value.npos) throw Failure{400};
        reader.request.form.add(std::move(name), std::move(value));
    }
}

UploadRoom::UploadRoom(const Limits& limits)
    : share_(limits.upload_share), uploads_each_(limits.uploads_each), left_(limits.upload_room) {}

bool UploadRoom::take(const std::string& sender, std::size_t bytes) {
    const std::lock_guard lock(mutex_);
    const auto found = held_.find(sender);
    const auto held = found == held_.end() ? Held{} : found->second;
    if (bytes > left_ || held.bytes + bytes > share_ || held.uploads == uploads_each_) return false;
    left_ -= bytes;
    held_[sender] = {held.bytes + bytes, held.uploads + 1};
    return true;
}

void UploadRoom::give_back(const std::string& sender, std::size_t bytes) {
    const std::lock_guard lock(mutex_);
    left_ += bytes;
    auto& held = held_.at(sender);
    held.bytes -= bytes;
    if (--held.uploads == 0) held_.erase(sender);
}

Parser::Parser(const Limits& limits, const Peer& peer, UploadRoom* room)
    : core_(std::make_unique<Core>(limits, peer, room)) {}
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
void Parser::admit(const std::string& sender) { core_->admit(sender); }
std::chrono::seconds Parser::body_time() const {
    constexpr std::size_t period = 1024 * 1024;
    const auto size = core_->reader.content_length().value_or(core_->reader.received);
    return core_->limits.body_time * static_cast<long>(1 + size / period);
}
bool Parser::expects_continue() const { return core_->expects_continue; }
bool Parser::keep_alive() const { return core_->reader.keep_alive(); }
bool Parser::http10() const { return core_->reader.version == 10; }
Request& Parser::request() { return core_->reader.request; }

}  // namespace mobio::http
