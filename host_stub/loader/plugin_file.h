// Files of a plugin, opened so that what was checked is what is read.
#ifndef HOST_STUB_LOADER_PLUGIN_FILE_H_
#define HOST_STUB_LOADER_PLUGIN_FILE_H_

#include <cstddef>
#include <string>

#include "host_stub/base/result.h"
#include "host_stub/loader/unique_fd.h"

namespace testkase::host {

// Opens a plugin's folder. Refuses a symbolic link, and a folder that somebody but root or this
// user owns or that group or others may write.
Result<UniqueFd> OpenPluginFolder(const std::string& path);

// Opens a file in that folder, refusing as above whatever is not a plain file. An absent file is
// an error with status TK_NOT_FOUND.
Result<UniqueFd> OpenPluginFile(const UniqueFd& folder, const std::string& name);

// Reads a whole file; more than `max_bytes` is an error with status TK_LIMIT.
Result<std::string> ReadPluginFile(const UniqueFd& file, const std::string& name,
                                   std::size_t max_bytes);

// The SHA-256 of a whole file as hexadecimal digits in lower case.
Result<std::string> Sha256OfFile(const UniqueFd& file, const std::string& name);

// Refuses what is not a shared library of this host's machine, by its ELF header.
Result<void> CheckElfHeader(const UniqueFd& file, const std::string& name);

}  // namespace testkase::host

#endif  // HOST_STUB_LOADER_PLUGIN_FILE_H_
