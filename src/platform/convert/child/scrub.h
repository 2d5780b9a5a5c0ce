// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <qpdf/QPDFObjectHandle.hh>
#include <set>
#include <string>
#include <vector>

namespace mobio::convert::child {

// Walks over everything that a page is drawn with and takes out what is not needed for drawing:
// actions, scripts, other files, what hides behind keys that no viewer draws. Pictures and drawings
// keep a list of keys alone; of fonts, patterns and functions known dangers are taken out. Throws
// Refused where something unpacks to too much.
class Scrub {
public:
    void page(QPDFObjectHandle page);

private:
    // Names: a dictionary whose keys somebody chose (the names of fonts, of pictures).
    enum class Role { Thing, Names, Resources };
    struct Next {
        QPDFObjectHandle object;
        Role role;
    };

    void walk();
    void visit(Next next);
    void visit_stream(QPDFObjectHandle stream);
    void visit_keys(QPDFObjectHandle dictionary, Role role);
    void count_unpacked(QPDFObjectHandle stream);

    std::vector<Next> waiting_;
    std::set<QPDFObjGen> seen_;
    std::size_t unpacked_ = 0, visited_ = 0;
};

}  // namespace mobio::convert::child
