# SPDX-License-Identifier: EUPL-1.2
# Strict warnings, and the hardening flags that OpenSSF recommends for GCC 12.
add_library(mobio_plain_flags INTERFACE)
target_compile_options(mobio_plain_flags INTERFACE
    -Wall -Wextra -Wconversion -Wshadow -Werror=return-type
    -fstack-protector-strong -fcf-protection=full -ftrivial-auto-var-init=zero
    -fPIE -fno-plt)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    target_compile_options(mobio_plain_flags INTERFACE -Wbidi-chars=any -fstack-clash-protection)
endif()
target_link_options(mobio_plain_flags INTERFACE -pie -Wl,-z,relro,-z,now,-z,noexecstack,--as-needed)
target_compile_definitions(mobio_plain_flags INTERFACE _GLIBCXX_ASSERTIONS)
set(CMAKE_CXX_FLAGS_DEBUG "-O0 -g1")
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -DNDEBUG")
if(CMAKE_BUILD_TYPE STREQUAL "Release")
    target_compile_options(mobio_plain_flags INTERFACE -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3)
endif()
if(MOBIO_WERROR)
    target_compile_options(mobio_plain_flags INTERFACE -Werror)
endif()
find_program(MOLD mold)
if(MOLD)
    target_link_options(mobio_plain_flags INTERFACE -fuse-ld=mold)
endif()

# What all but the converter of uploads is built with.
add_library(mobio_flags INTERFACE)
target_link_libraries(mobio_flags INTERFACE mobio_plain_flags)
if(MOBIO_SANITIZE)
    target_compile_options(mobio_flags INTERFACE -fsanitize=address,undefined
        -fno-sanitize-recover=undefined -fno-omit-frame-pointer)
    target_link_options(mobio_flags INTERFACE -fsanitize=address,undefined)
    if(MOBIO_SANITIZE_OWN)
        target_compile_options(mobio_flags INTERFACE
            -fsanitize-ignorelist=${CMAKE_CURRENT_LIST_DIR}/unwatched.txt)
    endif()
elseif(MOBIO_SANITIZE_THREADS)
    target_compile_options(mobio_flags INTERFACE -fsanitize=thread -fno-omit-frame-pointer)
    target_link_options(mobio_flags INTERFACE -fsanitize=thread)
endif()
# Clang's own coverage; paths relative to the build folder, so that one compiler cache serves all checkouts.
if(MOBIO_COVERAGE)
    target_compile_options(mobio_flags INTERFACE -fprofile-instr-generate -fcoverage-mapping
        -fcoverage-compilation-dir=.)
    target_link_options(mobio_flags INTERFACE -fprofile-instr-generate)
endif()
