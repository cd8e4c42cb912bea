#include "host_stub/loader/library.h"

#include <dlfcn.h>

#include <boost/dll/shared_library.hpp>
#include <exception>
#include <string_view>

#include "host_stub/loader/refusal.h"

namespace testkase::host {
namespace {

constexpr const char* kReinstall = "Install the plugin's release again.";
constexpr const char* kReport = "Report it to the plugin's vendor.";

std::string_view View(tk_str text) {
  return text.ptr == nullptr ? std::string_view() : std::string_view(text.ptr, text.len);
}

// Loads the library for the rest of the process: nothing that it registered (threads' destructors,
// callbacks) may find its code gone.
Result<tk_provider_entry_fn> LoadEntry(const std::string& path, const std::string& file) {
  using boost::dll::load_mode::rtld_local;
  using boost::dll::load_mode::rtld_now;
  boost::dll::fs::error_code failure;
  boost::dll::shared_library library;
  try {
    library.load(path, rtld_now | rtld_local, failure);
  } catch (const std::exception& exception) {
    return Refusal("The library " + file + " threw while it was loaded: " + exception.what(),
                   kReport);
  }
  if (failure) {
    return Refusal("The library " + file + " cannot be loaded: " + failure.message() + ".",
                   "Install the libraries that it needs (see ldd), or its release again.");
  }
  if (::dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL | RTLD_NOLOAD | RTLD_NODELETE) == nullptr) {
    return Refusal("The library " + file + " cannot be kept loaded.", kReport);
  }
  if (!library.has(TK_PROVIDER_ENTRY_SYMBOL)) {
    return Refusal("The library " + file + " has no entry symbol " TK_PROVIDER_ENTRY_SYMBOL ".",
                   "Install a provider for this ABI; this is another library.");
  }
  return &library.get<tk_provider_table const * TK_CALL(uint32_t)>(TK_PROVIDER_ENTRY_SYMBOL);
}

Result<void> CheckTable(const tk_provider_table* table, const std::string& file) {
  if (table == nullptr) {
    return Refusal("The library " + file + " does not run on a host of ABI " +
                       std::to_string(TK_ABI_MAJOR) + "." + std::to_string(TK_ABI_MINOR) + ".",
                   "Update TestKase, or install an older release of the plugin.");
  }
  // Of this major, minor 0 had all members up to `interrupt`.
  constexpr std::size_t kLeast = offsetof(tk_provider_table, interrupt) + sizeof table->interrupt;
  if (table->struct_size < kLeast) {
    return Refusal("The library " + file + " gives a table of " +
                       std::to_string(table->struct_size) + " bytes; it takes " +
                       std::to_string(kLeast) + " at least.",
                   kReport);
  }
  const char* missing = nullptr;
  if (!TK_HAS(tk_provider_table, table, interrupt)) missing = "interrupt";
  if (!TK_HAS(tk_provider_table, table, close)) missing = "close";
  if (!TK_HAS(tk_provider_table, table, open)) missing = "open";
  if (!TK_HAS(tk_provider_table, table, get_extension)) missing = "get_extension";
  if (!TK_HAS(tk_provider_table, table, destroy)) missing = "destroy";
  if (!TK_HAS(tk_provider_table, table, create)) missing = "create";
  if (!TK_HAS(tk_provider_table, table, describe)) missing = "describe";
  if (missing != nullptr) {
    return Refusal("The library " + file + " has no function '" + missing + "' in its table.",
                   kReport);
  }
  return {};
}

Result<void> CheckDescriptor(const tk_descriptor* descriptor, const Slot& slot,
                             const std::string& schema) {
  constexpr std::size_t kLeast =
      offsetof(tk_descriptor, settings_schema_json) + sizeof descriptor->settings_schema_json;
  if (descriptor == nullptr || descriptor->struct_size < kLeast) {
    return Refusal("The library " + slot.library->file + " does not describe itself in full.",
                   kReport);
  }
  const struct {
    const char* field;
    std::string_view library;
    std::string_view manifest;
  } pairs[] = {{"id", View(descriptor->id), slot.id},
               {"name", View(descriptor->name), slot.name},
               {"vendor", View(descriptor->vendor), slot.vendor},
               {"version", View(descriptor->version), slot.version}};
  for (const auto& pair : pairs) {
    if (pair.library == pair.manifest) continue;
    return Refusal("The library's " + std::string(pair.field) + " is '" +
                       std::string(pair.library) + "', its manifest's '" +
                       std::string(pair.manifest) + "'.",
                   kReinstall);
  }
  if (View(descriptor->settings_schema_json) != schema) {
    return Refusal("The library's settings schema differs from the file " +
                       slot.library->settings_schema_file + ".",
                   kReinstall);
  }
  return {};
}

}  // namespace

Result<Library> LoadLibrary(const Slot& slot) {
  if (slot.state != SlotState::kReady || !slot.library) {
    return slot.refusal ? *slot.refusal : Refusal("The plugin is not installed.", kReinstall);
  }
  const std::string& file = slot.library->file;
  auto files = CheckPluginFiles(slot.folder, *slot.library);
  if (!files) return files.error();
  const auto entry = LoadEntry(files->library_path, file);
  if (!entry) return entry.error();
  try {
    Library library;
    library.table = (*entry)(TK_ABI_MINOR);
    if (const auto complete = CheckTable(library.table, file); !complete) return complete.error();
    library.descriptor = library.table->describe();
    library.settings_schema = std::move(files->settings_schema);
    if (const auto same = CheckDescriptor(library.descriptor, slot, library.settings_schema);
        !same) {
      return same.error();
    }
    return library;
  } catch (...) {
    return Refusal("The library " + file + " threw an exception while it described itself.",
                   kReport);
  }
}

Result<Library> LoadLibraryById(const std::string& plugins_directory, const std::string& id) {
  const auto slots = ScanPlugins(plugins_directory);
  if (!slots) return slots.error();
  const auto slot = FindReadySlot(*slots, id);
  if (!slot) return slot.error();
  auto library = LoadLibrary(*slot);
  if (!library) {
    Error why = library.error();
    why.message = "The plugin '" + id + "' is refused: " + why.message;
    return why;
  }
  return library;
}

void RefuseUnloadable(std::vector<Slot>& slots) {
  for (Slot& slot : slots) {
    if (slot.state != SlotState::kReady) continue;
    if (const auto library = LoadLibrary(slot); !library) {
      slot.state = SlotState::kRefused;
      slot.refusal = library.error();
    }
  }
}

}  // namespace testkase::host
