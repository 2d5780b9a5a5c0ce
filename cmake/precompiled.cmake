# SPDX-License-Identifier: EUPL-1.2
# What most sources include, parsed once: it halves the time of a build. Headers of the system alone,
# so that every checkout makes the same one and the compiler's cache serves them all. A build that is
# made once, as for the checks, takes the most wanted of our own along: a fifth less again.
# There are two: GCC instantiates what nlohmann's JSON wants in each source that has it, used or not
# (1.3 of 3 seconds), so only folders most of whose sources read JSON get it.
option(MOBIO_PRECOMPILE_OWN "Precompile headers of our own, too" OFF)
set(full_of_json biography casework catalogue cv demo documents handover households plan recognition release)
file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/precompiled.cc CONTENT "")  # touched only once
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    target_compile_options(mobio_flags INTERFACE -fpch-preprocess)  # what ccache asks for
    # GCC 12 takes what it read precompiled for ours, and warns falsely about the library's strings.
    target_compile_options(mobio_flags INTERFACE
        "$<$<CONFIG:Release>:-Wno-array-bounds;-Wno-stringop-overflow;-Wno-restrict>")
else()
    target_compile_options(mobio_flags INTERFACE "SHELL:-Xclang -fno-pch-timestamp" -fpch-instantiate-templates)
    # Precompiled, the library's leave to use what it calls deprecated itself (in stable_sort) is lost.
    target_compile_options(mobio_flags INTERFACE -Wno-deprecated-declarations)
endif()

function(precompiled name)  # with more headers than all have
    add_library(${name} OBJECT ${CMAKE_BINARY_DIR}/precompiled.cc)
    target_link_libraries(${name} PRIVATE mobio_flags)
    target_include_directories(${name} PRIVATE src)
    target_precompile_headers(${name} PRIVATE
        <algorithm> <array> <charconv> <chrono> <filesystem> <fstream> <functional> <map> <memory>
        <optional> <set> <stdexcept> <string> <string_view> <thread> <variant> <vector> ${ARGN})
    if(MOBIO_PRECOMPILE_OWN)
        foreach(header platform/app.h platform/access_log/access_log.h platform/http/form_key.h
                platform/http/router.h platform/view/components.h platform/view/page.h account/who.h)
            target_precompile_headers(${name} PRIVATE ${CMAKE_SOURCE_DIR}/src/${header})
        endforeach()
    endif()
endfunction()
precompiled(precompiled)
precompiled(precompiled_with_json <nlohmann/json.hpp>)
if(MOBIO_PRECOMPILE_OWN)
    target_precompile_headers(precompiled_with_json PRIVATE ${CMAKE_SOURCE_DIR}/src/biography/biography.h)
endif()

function(precompile target)
    target_precompile_headers(${target} REUSE_FROM precompiled)
endfunction()
function(precompile_with_json target)
    target_precompile_headers(${target} REUSE_FROM precompiled_with_json)
endfunction()
