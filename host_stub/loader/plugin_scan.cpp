#include "host_stub/loader/plugin_scan.h"

#include <algorithm>
#include <filesystem>
#include <map>

#include "host_stub/loader/plugin_file.h"
#include "host_stub/loader/refusal.h"

namespace testkase::host {
namespace {

constexpr std::size_t kMaxSchemaBytes = 256 * 1024;

Result<Manifest> ReadManifest(const std::string& folder_path) {
  const auto folder = OpenPluginFolder(folder_path);
  if (!folder) return folder.error();
  const auto file = OpenPluginFile(*folder, "manifest.xml");
  if (!file) return file.error();
  const auto text = ReadPluginFile(*file, "manifest.xml", kMaxManifestBytes);
  if (!text) return text.error();
  return ParseManifest(*text);
}

void Refuse(Slot& slot, Error why) {
  slot.state = SlotState::kRefused;
  slot.refusal = std::move(why);
}

Slot ReadSlot(const std::filesystem::path& folder) {
  const std::string folder_name = folder.filename().string();
  Slot slot{.id = folder_name, .name = folder_name, .vendor = {}, .version = {}};
  slot.folder = folder.string();
  auto manifest = ReadManifest(slot.folder);
  if (!manifest) {
    Refuse(slot, manifest.error());
    return slot;
  }
  slot.id = manifest->id;
  slot.name = manifest->name;
  slot.vendor = manifest->vendor;
  slot.version = manifest->version;
  slot.library = std::move(manifest->library);
  if (slot.id != folder_name) {
    Refuse(slot, Refusal("The manifest's id '" + slot.id + "' differs from its folder's name '" +
                             folder_name + "'.",
                         "Rename the folder to '" + slot.id + "'."));
  } else if (!slot.library) {
    slot.state = SlotState::kNotInstalled;
  } else if (const auto runs = CheckRunsHere(*slot.library); !runs) {
    Refuse(slot, runs.error());
  } else if (const auto files = CheckPluginFiles(slot.folder, *slot.library); !files) {
    Refuse(slot, files.error());
  } else {
    slot.state = SlotState::kReady;
  }
  return slot;
}

// Two plugins of one id are both refused: which one was meant is for the user to say.
void RefuseDuplicates(std::vector<Slot>& slots) {
  std::map<std::string, std::vector<Slot*>> by_id;
  for (Slot& slot : slots) by_id[slot.id].push_back(&slot);
  for (auto& [id, same] : by_id) {
    if (same.size() < 2) continue;
    std::string folders;
    for (const Slot* slot : same) {
      if (!folders.empty()) folders += ", ";
      folders += std::filesystem::path(slot->folder).filename().string();
    }
    for (Slot* slot : same) {
      Refuse(*slot, Refusal("The id '" + id + "' is claimed by several folders: " + folders + ".",
                            "Remove all of them but one."));
    }
  }
}

}  // namespace

std::string_view ToText(SlotState state) {
  switch (state) {
    case SlotState::kReady:
      return "ready";
    case SlotState::kNotInstalled:
      return "not installed";
    case SlotState::kRefused:
      break;
  }
  return "refused";
}

Result<std::vector<Slot>> ScanPlugins(const std::string& directory) {
  std::error_code failure;
  std::vector<std::filesystem::path> folders;
  const auto root = std::filesystem::absolute(directory, failure).lexically_normal();
  std::filesystem::directory_iterator entries(root, failure);
  for (; !failure && entries != std::filesystem::directory_iterator(); entries.increment(failure)) {
    std::error_code ignored;
    const auto& path = entries->path();
    if (path.filename().string().starts_with('.')) continue;
    if (entries->is_directory(ignored)) folders.push_back(path);
  }
  if (failure) {
    return Error{.code = "plugins_unreadable",
                 .message = "The plugins directory '" + directory +
                            "' cannot be read: " + failure.message() + ".",
                 .remedy = "Name the directory that holds the plugins with --plugins DIR.",
                 .status = TK_NOT_FOUND};
  }
  std::sort(folders.begin(), folders.end());

  std::vector<Slot> slots;
  slots.reserve(folders.size());
  for (const auto& folder : folders) slots.push_back(ReadSlot(folder));
  RefuseDuplicates(slots);
  return slots;
}

Result<Slot> FindReadySlot(const std::vector<Slot>& slots, const std::string& id) {
  std::string known;
  for (const Slot& slot : slots) {
    if (slot.id == id) {
      if (slot.state == SlotState::kReady) return slot;
      if (slot.refusal) {
        Error why = *slot.refusal;
        why.message = "The plugin '" + id + "' is refused: " + why.message;
        return why;
      }
      return Error{
          .code = "provider_not_installed",
          .message = "The provider '" + id + "' (" + slot.name + ") is not installed.",
          .remedy = "Put its library into '" + slot.folder + "', with its own manifest.xml.",
          .status = TK_NOT_FOUND};
    }
    if (slot.state == SlotState::kReady) known += (known.empty() ? "" : ", ") + slot.id;
  }
  return Error{.code = "provider_unknown",
               .message = "There is no provider '" + id + "'.",
               .remedy = known.empty() ? "No plugin is ready; `host_stub plugins` says why."
                                       : "These are ready: " + known + ".",
               .status = TK_NOT_FOUND};
}

Result<CheckedFiles> CheckPluginFiles(const std::string& folder_path, const LibraryClaim& library) {
  const auto folder = OpenPluginFolder(folder_path);
  if (!folder) return folder.error();
  auto file = OpenPluginFile(*folder, library.file);
  if (!file) {
    Error error = file.error();
    if (error.status == TK_NOT_FOUND)
      error.message = "The library " + library.file + " is missing.";
    return error;
  }
  const auto sha256 = Sha256OfFile(*file, library.file);
  if (!sha256) return sha256.error();
  if (*sha256 != library.sha256) {
    return Refusal("The library " + library.file +
                       " is not the one that its manifest describes: " + "its SHA-256 is " +
                       sha256->substr(0, 12) + "..., not " + library.sha256.substr(0, 12) + "....",
                   "Install the plugin's release again, library and manifest together.");
  }
  if (const auto elf = CheckElfHeader(*file, library.file); !elf) return elf.error();
  const auto schema_file = OpenPluginFile(*folder, library.settings_schema_file);
  if (!schema_file) return schema_file.error();
  auto schema = ReadPluginFile(*schema_file, library.settings_schema_file, kMaxSchemaBytes);
  if (!schema) return schema.error();
  return CheckedFiles{.library = std::move(*file),
                      .library_path = folder_path + "/" + library.file,
                      .settings_schema = std::move(*schema)};
}

}  // namespace testkase::host
