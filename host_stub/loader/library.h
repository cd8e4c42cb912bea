// Loads a plugin's library and checks what it says of itself.
#ifndef HOST_STUB_LOADER_LIBRARY_H_
#define HOST_STUB_LOADER_LIBRARY_H_

#include <testkase/provider.h>

#include <string>

#include "host_stub/base/result.h"
#include "host_stub/loader/plugin_scan.h"

namespace testkase::host {

// A loaded library. Both pointers are good until the process ends: it is never unloaded.
struct Library {
  const tk_provider_table* table = nullptr;
  const tk_descriptor* descriptor = nullptr;
  std::string settings_schema;  // the file's, which the descriptor's equals
};

// Checks the files of a ready slot once more, loads its library, and refuses one that lacks the
// entry symbol, cannot run on this host, has an incomplete table, or whose descriptor differs from
// its manifest. A refused library stays loaded, unused. [load]
Result<Library> LoadLibrary(const Slot& slot);

// As LoadLibrary, of the slot of that id in that directory.
Result<Library> LoadLibraryById(const std::string& plugins_directory, const std::string& id);

// Loads every ready slot to see whether it can be, and refuses those that cannot.
void RefuseUnloadable(std::vector<Slot>& slots);

}  // namespace testkase::host

#endif  // HOST_STUB_LOADER_LIBRARY_H_
