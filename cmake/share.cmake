# SPDX-License-Identifier: EUPL-1.2
# What the program reads at run time, gathered beside it: share/{migrations,catalogue,texts,static,fonts}.
set(MOBIO_SHARE ${CMAKE_BINARY_DIR}/share)
file(GLOB_RECURSE share_sources CONFIGURE_DEPENDS
    migrations/* catalogue/* texts/*.po texts/catalogue/*.po web/*)
add_custom_command(OUTPUT ${MOBIO_SHARE}/stamp
    COMMAND ${CMAKE_SOURCE_DIR}/tools/share ${CMAKE_SOURCE_DIR} ${MOBIO_SHARE}
    COMMAND ${CMAKE_COMMAND} -E touch ${MOBIO_SHARE}/stamp
    DEPENDS ${share_sources} ${CMAKE_SOURCE_DIR}/tools/share
    COMMENT "Gathering texts, styles and migrations")
add_custom_target(share ALL DEPENDS ${MOBIO_SHARE}/stamp)
