// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "platform/files/storage.h"

namespace mobio::files {

// A bucket of any S3-compatible store; empty url: none.
struct Bucket {
    std::string url;  // "https://s3.example/bucket", with a path where a county shares it
    std::string region = "us-east-1", key, secret;
    std::string ca_file;  // empty: the authorities that the system trusts
};

// The storage of that bucket. What it holds is sealed; whoever runs it sees sizes and times alone.
std::unique_ptr<Storage> open_bucket(Bucket bucket);

// One page of a bucket's list (ListObjectsV2): names, when each was written, and where the next
// page begins. Throws Lost where it is no such list.
struct Listed {
    struct Object {
        std::string name;
        Time written_at;
    };
    std::vector<Object> objects;
    std::string next;
};
Listed read_list(const std::string& xml);

}  // namespace mobio::files
