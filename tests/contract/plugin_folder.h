// Builds plugins directories for the loader to look at.
#ifndef TESTS_CONTRACT_PLUGIN_FOLDER_H_
#define TESTS_CONTRACT_PLUGIN_FOLDER_H_

#include <filesystem>
#include <string>
#include <string_view>

#include "tests/support/temporary_directory.h"

namespace testkase::tests {

// The manifest of the minimal provider, with `sha256`; right in every field.
std::string GoodManifest(std::string_view sha256);

// `text` with its only `from` replaced; fails the running test where there is not exactly one.
std::string Replaced(std::string text, std::string_view from, std::string_view to);

class PluginsDirectory {
 public:
  // Installs one of bad_providers ("good") as the plugin `id`, with a manifest and a schema that
  // are right for good.c.
  void Install(std::string_view library, const std::string& id = "minimal") const;

  // Overwrites a file of the plugin.
  std::filesystem::path Write(const std::filesystem::path& file, std::string_view text) const {
    return directory_.Write(file, text);
  }
  // Edits the manifest of "minimal".
  void EditManifest(std::string_view from, std::string_view to) const;

  std::string path() const { return directory_.path().string(); }

 private:
  TemporaryDirectory directory_;
};

std::string ReadFile(const std::filesystem::path& path);

}  // namespace testkase::tests

#endif  // TESTS_CONTRACT_PLUGIN_FOLDER_H_
