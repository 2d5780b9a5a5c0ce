// SPDX-License-Identifier: EUPL-1.2
#include "command/compose.h"

#include "account/account.h"
#include "account/passwords.h"
#include "biography/biography.h"
#include "catalogue/catalogue.h"
#include "county/pages.h"
#include "demo/mailbox.h"
#include "platform/access_log/access_log.h"
#include "platform/mail/mail.h"
#include "platform/view/design.h"
#include "platform/view/page.h"
#include "privacy/pages.h"
#include "recipients/recipients.h"
#include "release/release.h"

namespace mobio {

void add_all_pages(http::Router& router, bool demo) {
    account::add_pages(router);
    biography::add_pages(router);
    recipients::add_pages(router);
    release::add_pages(router);
    privacy::add_pages(router);
    county::add_pages(router);
    if (demo) {
        demo::add_mailbox(router);
        view::add_design(router);
    }
}

void add_all_jobs(jobs::Register& jobs) {
    account::add_jobs(jobs);
    mail::add_jobs(jobs);
    access_log::add_jobs(jobs);
    release::add_jobs(jobs);
}

void furnish(App& app) {
    app.catalogue = std::make_shared<const catalogue::Catalogue>(app.share.folder / "catalogue");
    app.passwords = std::make_shared<account::Passwords>();
    app.fields_changed = release::fields_changed;
}

void furnish(http::Front& front) {
    front.enter = account::enter;
    front.error_page = view::error_page;
    front.stale_form = view::stale_form;
}

}  // namespace mobio
