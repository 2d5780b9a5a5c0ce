// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <gmime/gmime.h>

#include <memory>

namespace mobio::mail {

struct Unref {
    void operator()(gpointer object) const { g_object_unref(object); }
};
// Owns one reference to a GObject.
template <class T>
using Owned = std::unique_ptr<T, Unref>;

struct Free {
    void operator()(gpointer bytes) const { g_free(bytes); }
};
using OwnedText = std::unique_ptr<char, Free>;

// Must come before any other call of the library.
inline void start_gmime() {
    static const bool started = (g_mime_init(), true);
    static_cast<void>(started);
}

}  // namespace mobio::mail
