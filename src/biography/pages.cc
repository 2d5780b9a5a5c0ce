// SPDX-License-Identifier: EUPL-1.2
#include "biography/pages.h"

#include "platform/http/router.h"

namespace mobio::biography {

void add_pages(http::Router& router) {
    router.get("/biography", show_overview);
    router.get("/biography/{section}", show_section);
    router.get("/biography/{section}/{topic}", show_topic);
    router.post("/biography/{section}/{topic}", save_topic);
    router.get("/biography/{section}/{topic}/entries/new", show_new_entry);
    router.post("/biography/{section}/{topic}/entries/new", save_new_entry);
    router.get("/biography/{section}/{topic}/entries/{id}", show_entry);
    router.post("/biography/{section}/{topic}/entries/{id}", save_entry);
    router.post("/biography/{section}/{topic}/entries/{id}/removal", remove_entry);
    router.post("/biography/{section}/{topic}/entries/{id}/restoration", restore_entry);
}

}  // namespace mobio::biography
