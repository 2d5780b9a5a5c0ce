// SPDX-License-Identifier: EUPL-1.2
#include "biography/pages.h"

#include "platform/http/router.h"

namespace mobio::biography {

void add_pages(http::Router& router) {
    router.get("/biography", show_overview);
    router.get("/biography/checklists", show_checklists);
    router.get("/biography/checklists/{kind}", show_checklist);
    router.get("/biography/summary", show_summary);
    router.get("/biography/summary/pdf", save_summary);
    router.get("/paper-forms/{language}", save_paper_form);
    router.get("/staff/persons/{id}/biography", show_to_staff);
    router.get("/biography/revisions", show_history);
    router.get("/biography/revisions/{id}", show_revision);
    router.post("/biography/revisions/{id}/restoration", restore_revision);
    router.get("/biography/{section}", show_section);
    router.get("/biography/{section}/{topic}", show_topic);
    router.post("/biography/{section}/{topic}", save_topic);
    router.get("/biography/{section}/{topic}/entries/new", show_new_entry);
    router.post("/biography/{section}/{topic}/entries/new", save_new_entry);
    router.get("/biography/{section}/{topic}/entries/{id}", show_entry);
    router.post("/biography/{section}/{topic}/entries/{id}", save_entry);
    router.post("/biography/{section}/{topic}/entries/{id}/removal", remove_entry);
    router.post("/biography/{section}/{topic}/entries/{id}/restoration", restore_entry);
    router.get("/biography/{section}/{topic}/claims/{id}/objection", show_objection);
    router.post("/biography/{section}/{topic}/claims/{id}/objection", make_objection);
    router.post("/biography/{section}/{topic}/claims/{id}/objection/withdrawal",
                withdraw_objection);
}

}  // namespace mobio::biography
