#include "tests/contract/plugin_folder.h"

#include <fcntl.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "host_stub/loader/manifest.h"
#include "host_stub/loader/plugin_file.h"

namespace testkase::tests {

std::string ReadFile(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

std::string GoodManifest(std::string_view sha256) {
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
         "<provider-manifest format=\"1\">\n"
         "  <id>minimal</id>\n"
         "  <name>Minimal</name>\n"
         "  <vendor>Tests</vendor>\n"
         "  <version>1.0</version>\n"
         "  <abi major=\"1\" minor=\"0\"/>\n"
         "  <platform os=\"linux\" architecture=\"" +
         std::string(host::HostArchitecture()) +
         "\"/>\n"
         "  <library sha256=\"" +
         std::string(sha256) +
         "\">libminimal.so</library>\n"
         "  <settings-schema>settings.schema.json</settings-schema>\n"
         "</provider-manifest>\n";
}

std::string Replaced(std::string text, std::string_view from, std::string_view to) {
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << "no '" << from << "' in " << text;
  if (at == std::string::npos) return text;
  EXPECT_EQ(text.find(from, at + 1), std::string::npos) << "more than one '" << from << "'";
  return text.replace(at, from.size(), to);
}

void PluginsDirectory::Install(std::string_view library, const std::string& id) const {
  const std::filesystem::path folder = directory_.path() / id;
  std::filesystem::create_directories(folder);
  const std::filesystem::path copy = folder / "libminimal.so";
  std::filesystem::copy_file(
      std::filesystem::path(TESTS_BAD_PROVIDERS_DIR) / ("lib" + std::string(library) + ".so"), copy,
      std::filesystem::copy_options::overwrite_existing);
  const host::UniqueFd file(::open(copy.c_str(), O_RDONLY | O_CLOEXEC));
  Write(folder / "settings.schema.json", "{\"type\":\"object\"}");
  Write(folder / "manifest.xml", GoodManifest(*host::Sha256OfFile(file, "libminimal.so")));
  // The tests may run under any umask.
  using std::filesystem::perms;
  const perms others = perms::group_write | perms::others_write;
  for (const auto& path :
       {folder, copy, folder / "settings.schema.json", folder / "manifest.xml"}) {
    std::filesystem::permissions(path, others, std::filesystem::perm_options::remove);
  }
}

void PluginsDirectory::EditManifest(std::string_view from, std::string_view to) const {
  const std::filesystem::path file = directory_.path() / "minimal" / "manifest.xml";
  Write(file, Replaced(ReadFile(file), from, to));
}

}  // namespace testkase::tests
