// SPDX-License-Identifier: EUPL-1.2
#include "platform/convert/child/scrub.h"

#include <qpdf/Pipeline.hh>
#include <utility>

#include "platform/convert/child/refused.h"
#include "platform/convert/converter.h"

namespace mobio::convert::child {

namespace {

using Object = QPDFObjectHandle;
using Keys = std::set<std::string>;

constexpr std::size_t most_unpacked = std::size_t{160} * 1024 * 1024;
constexpr std::size_t most_visited = 2'000'000;
constexpr int most_filters = 3;

const Keys resource_keys{"/Font",    "/XObject", "/ExtGState",  "/ColorSpace",
                         "/Pattern", "/Shading", "/Properties", "/ProcSet"};
const Keys form_keys{"/Type",  "/Subtype", "/FormType", "/BBox",        "/Matrix",
                     "/Group", "/Length",  "/Filter",   "/DecodeParms", "/Resources"};
const Keys image_keys{"/Type",   "/Subtype",         "/Width",  "/Height",      "/ColorSpace",
                      "/Intent", "/ImageMask",       "/Mask",   "/Decode",      "/Interpolate",
                      "/SMask",  "/SMaskInData",     "/Filter", "/DecodeParms", "/Matte",
                      "/Length", "/BitsPerComponent"};
// Keys under which somebody else's names stand.
const Keys keys_of_names{"/Font",    "/XObject",    "/ExtGState", "/ColorSpace", "/Pattern",
                         "/Shading", "/Properties", "/CharProcs", "/Colorants"};
// Nothing that is drawn needs these. qpdf has decoded names: "/J#61vaScript" is one of them.
const Keys dangers{"/JS",
                   "/JavaScript",
                   "/AA",
                   "/A",
                   "/OpenAction",
                   "/Launch",
                   "/Action",
                   "/URI",
                   "/EF",
                   "/EmbeddedFile",
                   "/EmbeddedFiles",
                   "/AF",
                   "/F",
                   "/FFilter",
                   "/FDecodeParms",
                   "/Ref",
                   "/OPI",
                   "/PieceInfo",
                   "/XFA",
                   "/AcroForm",
                   "/RichMedia",
                   "/RichMediaContent",
                   "/RichMediaSettings",
                   "/Rendition",
                   "/Alternates",
                   "/Annots",
                   "/Metadata",
                   "/StructParent",
                   "/StructParents",
                   "/Names",
                   "/Dests",
                   "/Outlines",
                   "/PresSteps",
                   "/VP",
                   "/PtData",
                   "/Measure",
                   "/SubmitForm",
                   "/ImportData",
                   "/GoToR",
                   "/GoToE",
                   "/Movie",
                   "/Sound",
                   "/3DD",
                   "/Parent"};

bool names(Object dictionary, const char* key, const char* name) {
    return dictionary.getKey(key).isNameAndEquals(name);
}

// A picture in a resource dictionary may itself be called "/A" or "/F".
bool is_danger(const std::string& key, bool chosen) {
    return dangers.count(key) > 0 && !(chosen && key.size() <= 2);
}

// Counts, keeps nothing, and ends where it is too much.
class Counter : public Pipeline {
public:
    explicit Counter(std::size_t& sum) : Pipeline("counter", nullptr), sum_(sum) {}
    void write(const unsigned char*, std::size_t size) override {
        sum_ += size;
        if (sum_ > most_unpacked) throw Refused{Refusal::TooHard};
    }
    void finish() override {}

private:
    std::size_t& sum_;
};

void check_filters(Object dictionary) {
    auto filter = dictionary.getKey("/Filter");
    if (filter.isArray() && filter.getArrayNItems() > most_filters) throw Refused{Refusal::TooHard};
}

void check_picture(Object dictionary) {
    auto width = dictionary.getKey("/Width"), height = dictionary.getKey("/Height");
    if (!width.isInteger() || !height.isInteger()) throw Refused{Refusal::Broken};
    const auto w = width.getIntValue(), h = height.getIntValue();
    constexpr auto most = static_cast<long long>(most_pixels);
    if (w <= 0 || h <= 0 || w > most || h > most) throw Refused{Refusal::TooMany};
    if (w * h > most) throw Refused{Refusal::TooMany};
}

}  // namespace

void Scrub::page(Object page) {
    // The page's own keys were chosen already.
    for (const auto& key : page.getKeys())
        waiting_.push_back({page.getKey(key), key == "/Resources" ? Role::Resources : Role::Thing});
    walk();
}

// No recursion: a file may nest as deep as it likes.
void Scrub::walk() {
    while (!waiting_.empty()) {
        auto next = std::move(waiting_.back());
        waiting_.pop_back();
        if (++visited_ > most_visited) throw Refused{Refusal::TooHard};
        visit(std::move(next));
    }
}

void Scrub::visit(Next next) {
    auto& object = next.object;
    if (object.isIndirect() && !seen_.insert(object.getObjGen()).second) return;
    if (object.isStream())
        visit_stream(object);
    else if (object.isDictionary())
        visit_keys(object, next.role);
    else if (object.isArray())
        for (auto& item : object.getArrayAsVector()) waiting_.push_back({item, Role::Thing});
}

void Scrub::visit_stream(Object stream) {
    auto dictionary = stream.getDict();
    check_filters(dictionary);
    const bool image = names(dictionary, "/Subtype", "/Image");
    const bool form = names(dictionary, "/Subtype", "/Form");
    if (names(dictionary, "/Subtype", "/PS")) {  // PostScript: for printers of another age
        stream.replaceStreamData("", Object::newNull(), Object::newNull());
        stream.replaceDict(Object::parse("<< /Type /XObject /Subtype /Form /BBox [0 0 0 0] >>"));
        return;
    }
    if (image) check_picture(dictionary);
    if (image || form)
        for (const auto& key : dictionary.getKeys())
            if ((image ? image_keys : form_keys).count(key) == 0) dictionary.removeKey(key);
    visit_keys(dictionary, Role::Thing);
    if (!image) count_unpacked(stream);
}

void Scrub::visit_keys(Object dictionary, Role role) {
    for (const auto& key : dictionary.getKeys()) {
        const bool unknown = role == Role::Resources && resource_keys.count(key) == 0;
        if (unknown || is_danger(key, role == Role::Names)) {
            dictionary.removeKey(key);
            continue;
        }
        const auto below = role != Role::Names && keys_of_names.count(key) > 0 ? Role::Names
                           : key == "/Resources" && role != Role::Names        ? Role::Resources
                                                                               : Role::Thing;
        waiting_.push_back({dictionary.getKey(key), below});
    }
}

// What a viewer would have to unpack. Pictures are bounded by their size.
void Scrub::count_unpacked(Object stream) {
    Counter counter(unpacked_);
    stream.pipeStreamData(&counter, 0, qpdf_dl_generalized, true, false);
}

}  // namespace mobio::convert::child
