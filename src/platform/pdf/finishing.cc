// SPDX-License-Identifier: EUPL-1.2
#include "platform/pdf/finishing.h"

// qpdf asks for a word on its old pointer type: none of it here.
#define POINTERHOLDER_TRANSITION 4
#include <memory>
#include <qpdf/Buffer.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFPageObjectHelper.hh>
#include <qpdf/QPDFWriter.hh>
#include <set>
#include <string_view>

namespace mobio::pdf {

namespace {

using Object = QPDFObjectHandle;

void complete(Object element, const Element& wanted) {
    if (!wanted.language.empty())
        element.replaceKey("/Lang", Object::newUnicodeString(wanted.language));
    if (!wanted.alternative.empty())
        element.replaceKey("/Alt", Object::newUnicodeString(wanted.alternative));
    if (std::string_view(wanted.tag) == "TH")
        element.replaceKey("/A", Object::parse(wanted.of_column ? "<< /O /Table /Scope /Column >>"
                                                                : "<< /O /Table /Scope /Row >>"));
}

// Walks the tree in document order, which is the order in which the tags were opened.
struct Walk {
    const std::vector<Element>& elements;
    std::size_t next = 0;

    void operator()(Object node) {
        if (!node.isDictionary()) return;
        if (node.getKey("/S").isName() && next < elements.size() &&
            node.getKey("/S").getName() == std::string("/") + elements[next].tag)
            complete(node, elements[next++]);
        auto kids = node.getKey("/K");
        if (kids.isDictionary()) return (*this)(kids);
        if (!kids.isArray()) return;
        for (int i = 0; i < kids.getArrayNItems(); ++i) (*this)(kids.getArrayItem(i));
    }
};

// Header, footer, rules and frames: content outside of every tag.
class Artifacts : public Object::TokenFilter {
public:
    void handleToken(QPDFTokenizer::Token const& token) override {
        operation_ += token.getRawValue();
        if (token.getType() != QPDFTokenizer::tt_word) return;
        const auto word = token.getValue();
        if ((word == "BDC" || word == "BMC") && depth_++ == 0 && !in_text_) leave();
        if (word == "EMC") --depth_;
        if (depth_ == 0 && begins(word) && !inside_) enter();
        if (word == "BT") in_text_ = true;
        if (word == "ET") in_text_ = false;
        write(operation_);
        operation_.clear();
    }
    void handleEOF() override {
        leave();
        write(operation_);
    }

private:
    static bool begins(const std::string& word) {
        static const std::set<std::string> words{"m", "re", "BT", "Do", "sh"};
        return words.count(word) > 0;
    }
    void enter() {
        write("/Artifact BMC\n");
        inside_ = true;
    }
    void leave() {
        if (inside_) write("\nEMC\n");
        inside_ = false;
    }
    std::string operation_;
    int depth_ = 0;
    bool inside_ = false, in_text_ = false;
};

std::string written(QPDF& pdf) {
    QPDFWriter writer(pdf);
    writer.setOutputMemory();
    writer.setObjectStreamMode(qpdf_o_generate);
    writer.setDeterministicID(true);
    writer.write();
    const auto bytes = writer.getBufferSharedPointer();
    return {reinterpret_cast<const char*>(bytes->getBuffer()), bytes->getSize()};
}

}  // namespace

std::string finished(const std::string& bytes, const std::vector<Element>& elements,
                     const Reading& reading) {
    QPDF pdf;
    pdf.setSuppressWarnings(true);
    pdf.processMemoryFile("document", bytes.data(), bytes.size());
    auto root = pdf.getRoot();
    root.replaceKey("/Lang", Object::newUnicodeString(reading.language));
    root.replaceKey(
        "/ViewerPreferences",
        Object::parse(reading.right_to_left ? "<< /DisplayDocTitle true /Direction /R2L >>"
                                            : "<< /DisplayDocTitle true >>"));
    Walk{elements}(root.getKey("/StructTreeRoot"));
    for (auto& page : QPDFPageDocumentHelper(pdf).getAllPages()) {
        page.getObjectHandle().replaceKey("/Tabs", Object::newName("/S"));
        page.addContentTokenFilter(std::make_shared<Artifacts>());
    }
    return written(pdf);
}

}  // namespace mobio::pdf
