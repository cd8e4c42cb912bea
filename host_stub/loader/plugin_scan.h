// Finds the plugins of a directory and checks their files, without loading any.
#ifndef HOST_STUB_LOADER_PLUGIN_SCAN_H_
#define HOST_STUB_LOADER_PLUGIN_SCAN_H_

#include <optional>
#include <string>
#include <vector>

#include "host_stub/base/result.h"
#include "host_stub/loader/manifest.h"
#include "host_stub/loader/unique_fd.h"

namespace testkase::host {

enum class SlotState {
  kReady,         // its files passed every check that can be made without loading
  kNotInstalled,  // declared by a manifest that ships no library
  kRefused        // see `refusal`
};

// A place for one provider: a folder of the plugins directory.
struct Slot {
  std::string id;  // the folder's name
  std::string name;
  std::string vendor;
  std::string version;
  SlotState state = SlotState::kRefused;
  std::optional<Error> refusal = {};  // set where refused
  std::string folder = {};            // absolute path
  std::optional<LibraryClaim> library = {};
};

// "ready", "not installed", "refused".
std::string_view ToText(SlotState state);

// Reads DIRECTORY/<id>/manifest.xml of every folder, in the order of their names. What is wrong
// with one plugin is in its slot; an error only where the directory itself cannot be read. Names
// that begin with a dot, and plain files, are passed over. Never looks for libraries by itself.
Result<std::vector<Slot>> ScanPlugins(const std::string& directory);

// The slot of a provider that is ready, or an error that says why there is none.
Result<Slot> FindReadySlot(const std::vector<Slot>& slots, const std::string& id);

// A plugin's files, checked and held open: what a loader goes on with.
struct CheckedFiles {
  UniqueFd library;
  std::string library_path;
  std::string settings_schema;
};

// Makes all checks of a slot's files. The scan does so to tell its state, and the loader once more,
// directly before it loads.
Result<CheckedFiles> CheckPluginFiles(const std::string& folder, const LibraryClaim& library);

}  // namespace testkase::host

#endif  // HOST_STUB_LOADER_PLUGIN_SCAN_H_
