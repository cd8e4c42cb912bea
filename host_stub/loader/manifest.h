// The manifest of a plugin: what a library says of itself before it is loaded.
// The format is described in manifests/README.md.
#ifndef HOST_STUB_LOADER_MANIFEST_H_
#define HOST_STUB_LOADER_MANIFEST_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "host_stub/base/result.h"

namespace testkase::host {

inline constexpr std::size_t kMaxManifestBytes = 64 * 1024;

// What a manifest says of its library; absent in the manifest of a slot that ships none yet.
struct LibraryClaim {
  std::uint32_t abi_major = 0;
  std::uint32_t abi_minor = 0;  // the oldest minor of the host that the library runs on
  std::string os;
  std::string architecture;
  std::string file;    // a bare file name beside the manifest
  std::string sha256;  // 64 hexadecimal digits in lower case
  std::string settings_schema_file;
};

struct Manifest {
  std::string id;
  std::string name;
  std::string vendor;
  std::string version;  // may be empty for a slot without a library
  std::optional<LibraryClaim> library;
};

// Reads a manifest, strictly: a field that is missing, doubled or not of its form is an error that
// names it. Elements that it does not know are ignored. Whether this host can run the library is
// for CheckRunsHere.
Result<Manifest> ParseManifest(std::string_view xml);

// An error where the library needs another ABI, operating system or architecture than this host's.
Result<void> CheckRunsHere(const LibraryClaim& library);

// This host's, in the words of the manifest: "linux", "x86_64" or "aarch64".
std::string_view HostOs();
std::string_view HostArchitecture();

}  // namespace testkase::host

#endif  // HOST_STUB_LOADER_MANIFEST_H_
