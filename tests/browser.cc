// SPDX-License-Identifier: EUPL-1.2
// A small HTTP client: one connection for each request, no compression, nothing cached.
#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <cerrno>
#include <charconv>
#include <stdexcept>

#include "platform/view/html.h"
#include "world.h"

namespace mobio {

namespace {

std::string lower(std::string_view text) {
    std::string out(text);
    std::ranges::transform(out, out.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return out;
}

// --- Talking

struct Socket {
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    ~Socket() { close(fd); }

    explicit Socket(unsigned short port) {
        timeval patience{60, 0};
        setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        sockaddr_in to{};
        to.sin_family = AF_INET;
        to.sin_port = htons(port);
        to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        if (connect(fd, reinterpret_cast<const sockaddr*>(&to), sizeof to) != 0)
            throw std::runtime_error("the server does not answer");
    }
    Socket(const Socket&) = delete;

    void send_all(std::string_view bytes) const {
        while (!bytes.empty()) {
            const auto sent = send(fd, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (sent <= 0) throw std::runtime_error("the server closed while we sent");
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        }
    }

    std::string read_all() const {
        std::string out;
        char buffer[16384];
        for (;;) {
            const auto got = recv(fd, buffer, sizeof buffer, 0);
            if (got < 0 && errno == EINTR) continue;
            if (got < 0) throw std::runtime_error("no answer in time");
            if (got == 0) return out;
            out.append(buffer, static_cast<std::size_t>(got));
        }
    }
};

std::string unchunk(std::string_view body) {
    std::string out;
    for (;;) {
        std::size_t size = 0;
        const auto end = body.find("\r\n");
        if (end == body.npos) return out;
        std::from_chars(body.data(), body.data() + end, size, 16);
        if (size == 0 || body.size() < end + 2 + size) return out;
        out += body.substr(end + 2, size);
        body.remove_prefix(std::min(body.size(), end + 2 + size + 2));
    }
}

Reply parse(std::string_view answer) {
    Reply reply;
    const auto end = answer.find("\r\n\r\n");
    if (end == answer.npos || answer.size() < 12) throw std::runtime_error("no HTTP answer");
    std::from_chars(answer.data() + 9, answer.data() + 12, reply.status);
    auto head = answer.substr(0, end);
    for (auto at = head.find("\r\n"); at != head.npos; at = head.find("\r\n")) {
        head.remove_prefix(at + 2);
        const auto line = head.substr(0, head.find("\r\n"));
        const auto colon = line.find(": ");
        if (colon != line.npos)
            reply.headers.emplace_back(lower(line.substr(0, colon)), line.substr(colon + 2));
    }
    const auto body = answer.substr(end + 4);
    const bool chunked = lower(reply.header("transfer-encoding")) == "chunked";
    reply.body = chunked ? unchunk(body) : std::string(body);
    return reply;
}

void keep_cookies(std::map<std::string, std::string>& cookies, const Reply& reply) {
    for (const auto& [name, value] : reply.headers) {
        if (name != "set-cookie") continue;
        const auto equals = value.find('=');
        const auto end = std::min(value.find(';'), value.size());
        const auto cookie = value.substr(0, equals);
        if (value.find("; Max-Age=0") != value.npos)
            cookies.erase(cookie);
        else
            cookies[cookie] = value.substr(equals + 1, end - equals - 1);
    }
}

std::string encoded(std::string_view text) {
    constexpr std::string_view hex = "0123456789ABCDEF";
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (std::isalnum(byte) || c == '-' || c == '_' || c == '.')
            out += c;
        else
            ((out += '%') += hex[byte >> 4]) += hex[byte & 15];
    }
    return out;
}

std::string encoded(const Values& fields) {
    std::string out;
    for (const auto& [name, value] : fields) {
        if (!out.empty()) out += '&';
        ((out += encoded(name)) += '=') += encoded(value);
    }
    return out;
}

// --- Reading pages

std::string unescaped(std::string_view text) {
    constexpr std::pair<std::string_view, char> known[] = {
        {"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&#39;", '\''}};
    std::string out;
    while (!text.empty()) {
        const auto* found = std::ranges::find_if(
            known, [&](const auto& entity) { return text.starts_with(entity.first); });
        const bool is_entity = found != std::end(known);
        out += is_entity ? found->second : text[0];
        text.remove_prefix(is_entity ? found->first.size() : 1);
    }
    return out;
}

// The value of an attribute of a tag such as `<input type="hidden" name="x" value="y">`.
std::string attribute(std::string_view tag, std::string_view name) {
    const auto wanted = " " + std::string(name) + "=\"";
    const auto at = tag.find(wanted);
    if (at == tag.npos) return {};
    const auto begin = at + wanted.size();
    return unescaped(tag.substr(begin, tag.find('"', begin) - begin));
}

// From "<form" to "</form>": the one with that action, else the first in <main>, else the first.
std::string_view find_form(std::string_view page, std::string_view action) {
    auto rest = page;
    if (action.empty())
        if (const auto main = page.find("<main"); main != page.npos)
            if (page.find("<form", main) != page.npos) rest = page.substr(main);
    for (auto at = rest.find("<form"); at != rest.npos; at = rest.find("<form")) {
        rest.remove_prefix(at);
        const auto tag = rest.substr(0, rest.find('>') + 1);
        const auto form = rest.substr(0, rest.find("</form>"));
        if (action.empty() || attribute(tag, "action") == action) return form;
        rest.remove_prefix(5);
    }
    return {};
}

Values hidden_of(std::string_view form) {
    Values values;
    for (auto at = form.find("<input"); at != form.npos; at = form.find("<input")) {
        form.remove_prefix(at);
        const auto tag = form.substr(0, form.find('>') + 1);
        if (attribute(tag, "type") == "hidden")
            values.emplace_back(attribute(tag, "name"), attribute(tag, "value"));
        form.remove_prefix(6);
    }
    return values;
}

}  // namespace

std::string Reply::header(std::string_view name) const {
    for (const auto& [key, value] : headers)
        if (key == name) return value;
    return {};
}

bool Reply::shows(std::string_view text) const {
    std::string escaped;
    html::detail::escape(escaped, text);
    return body.find(escaped) != body.npos;
}

std::string Reply::hidden(std::string_view name, std::string_view action) const {
    for (const auto& [key, value] : hidden_of(find_form(body, action)))
        if (key == name) return value;
    return {};
}

Browser::Browser(World& world) : Browser(world.port()) {}

Browser::Browser(unsigned short port, std::string_view name)
    : port_(port), host_(std::string(name) + ":" + std::to_string(port)) {}

std::string Browser::head(std::string_view method, std::string_view path) const {
    std::string head(method);
    (head += ' ') += path;
    head += " HTTP/1.1\r\nHost: " + host_ + "\r\nConnection: close\r\n";
    if (method == "POST") head += "Origin: http://" + host_ + "\r\n";
    bool names_language = false;
    for (const auto& [name, value] : extra_headers) {
        head += name + ": " + value + "\r\n";
        names_language = names_language || lower(name) == "accept-language";
    }
    if (!names_language) head += "Accept-Language: en\r\n";
    std::string all;
    for (const auto& [name, value] : cookies) all += (all.empty() ? "" : "; ") + name + "=" + value;
    if (!all.empty()) head += "Cookie: " + all + "\r\n";
    return head;
}

Reply Browser::exchange(const std::string& request) {
    const Socket socket(port_);
    socket.send_all(request);
    auto reply = parse(socket.read_all());
    keep_cookies(cookies, reply);
    return reply;
}

Reply Browser::get(std::string_view path) { return ask("GET", path); }

Reply Browser::post_raw(std::string_view path, const Values& fields) {
    return ask("POST", path, "application/x-www-form-urlencoded", encoded(fields));
}

Reply Browser::ask(std::string_view method, std::string_view path, std::string_view type,
                   std::string_view body) {
    auto request = head(method, path);
    if (!type.empty()) (request += "Content-Type: ").append(type) += "\r\n";
    if (!type.empty() || !body.empty())
        request += "Content-Length: " + std::to_string(body.size()) + "\r\n";
    return exchange((request += "\r\n").append(body));
}

Values Browser::filled(const Reply& page, std::string_view action, const Values& fields,
                       std::string& own_action) const {
    const auto form = find_form(page.body, action);
    if (form.empty())
        throw std::runtime_error("no form for " + std::string(action) + " on a page of status " +
                                 std::to_string(page.status));
    auto values = hidden_of(form);
    std::erase_if(values, [&](const auto& value) {
        return std::ranges::any_of(fields, [&](const auto& f) { return f.first == value.first; });
    });
    values.insert(values.end(), fields.begin(), fields.end());
    own_action = attribute(form.substr(0, form.find('>') + 1), "action");
    return values;
}

Reply Browser::send(const Reply& page, std::string_view action, const Values& fields) {
    std::string own_action;
    const auto values = filled(page, action, fields, own_action);
    return post_raw(own_action, values);
}

Reply Browser::upload(const Reply& page, std::string_view action, const Values& fields,
                      std::string_view input, std::string_view file_name,
                      std::string_view content) {
    std::string own_action;
    constexpr std::string_view boundary = "----boundary-of-a-test";
    std::string body;
    const auto part = [&](std::string_view head, std::string_view data) {
        body.append("--").append(boundary).append("\r\nContent-Disposition: form-data; ");
        body.append(head).append("\r\n\r\n").append(data).append("\r\n");
    };
    for (const auto& [name, value] : filled(page, action, fields, own_action))
        part("name=\"" + name + "\"", value);
    part("name=\"" + std::string(input) + "\"; filename=\"" + std::string(file_name) +
             "\"\r\nContent-Type: text/csv",
         content);
    body.append("--").append(boundary).append("--\r\n");
    return ask("POST", own_action, "multipart/form-data; boundary=" + std::string(boundary), body);
}

Reply Browser::submit(std::string_view page, std::string_view action, const Values& fields) {
    return send(get(page), action, fields);
}

Reply Browser::follow(const Reply& reply) {
    if (reply.location().empty())
        throw std::runtime_error("nothing to follow: status " + std::to_string(reply.status));
    return get(reply.location());
}

}  // namespace mobio
