#include <dlfcn.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <functional>

#include "host_stub/loader/library.h"
#include "host_stub/loader/plugin_file.h"
#include "host_stub/loader/plugin_scan.h"
#include "tests/contract/plugin_folder.h"

namespace testkase::host {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using tests::PluginsDirectory;

Slot OnlySlot(const PluginsDirectory& plugins) {
  const auto slots = ScanPlugins(plugins.path());
  EXPECT_TRUE(slots) << slots.error().message;
  EXPECT_EQ(slots->size(), 1u);
  return slots->at(0);
}

TEST(PluginScan, FindsAReadyPlugin) {
  PluginsDirectory plugins;
  plugins.Install("good");
  const Slot slot = OnlySlot(plugins);
  EXPECT_EQ(slot.state, SlotState::kReady) << slot.refusal->message;
  EXPECT_EQ(slot.id, "minimal");
  EXPECT_EQ(slot.name, "Minimal");
  EXPECT_EQ(slot.version, "1.0");
}

TEST(PluginScan, GivesSlotsInTheOrderOfTheirNames) {
  PluginsDirectory plugins;
  for (const char* id : {"zeta", "alpha", "middle"}) {
    plugins.Write(fs::path(id) / "manifest.xml",
                  "<provider-manifest format='1'><id>" + std::string(id) +
                      "</id><name>N</name><vendor>V</vendor></provider-manifest>");
  }
  plugins.Write("readme.txt", "not a plugin");
  plugins.Write(".git/config", "not a plugin");
  const auto slots = ScanPlugins(plugins.path());
  ASSERT_TRUE(slots);
  ASSERT_EQ(slots->size(), 3u);
  EXPECT_EQ(slots->at(0).id, "alpha");
  EXPECT_EQ(slots->at(1).id, "middle");
  EXPECT_EQ(slots->at(2).id, "zeta");
  for (const Slot& slot : *slots) EXPECT_EQ(slot.state, SlotState::kNotInstalled);
}

TEST(PluginScan, NeverWalksForLibraries) {
  PluginsDirectory plugins;
  plugins.Install("good");
  fs::remove(fs::path(plugins.path()) / "minimal" / "manifest.xml");
  const Slot slot = OnlySlot(plugins);
  EXPECT_EQ(slot.state, SlotState::kRefused);
  EXPECT_THAT(slot.refusal->message, HasSubstr("manifest.xml is missing"));
}

TEST(PluginScan, SaysThatTheDirectoryIsMissing) {
  const auto slots = ScanPlugins("/nowhere/at/all");
  ASSERT_FALSE(slots);
  EXPECT_THAT(slots.error().message, HasSubstr("/nowhere/at/all"));
  EXPECT_THAT(slots.error().remedy, HasSubstr("--plugins"));
}

TEST(PluginScan, RefusesBothPluginsOfOneId) {
  PluginsDirectory plugins;
  plugins.Install("good");
  plugins.Install("good", "minimal-copy");
  const auto slots = ScanPlugins(plugins.path());
  ASSERT_TRUE(slots);
  ASSERT_EQ(slots->size(), 2u);
  for (const Slot& slot : *slots) {
    EXPECT_EQ(slot.state, SlotState::kRefused);
    EXPECT_THAT(slot.refusal->message, HasSubstr("minimal, minimal-copy"));
  }
}

TEST(PluginScan, OneBadPluginDoesNotHideAnother) {
  PluginsDirectory plugins;
  plugins.Install("good");
  plugins.Write("broken/manifest.xml", "<");
  const auto slots = ScanPlugins(plugins.path());
  ASSERT_TRUE(slots);
  ASSERT_EQ(slots->size(), 2u);
  EXPECT_EQ(slots->at(0).state, SlotState::kRefused);
  EXPECT_EQ(slots->at(1).state, SlotState::kReady);
  EXPECT_TRUE(FindReadySlot(*slots, "minimal"));
}

struct BadFiles {
  const char* name;
  std::function<void(const PluginsDirectory&, const fs::path& folder)> spoil;
  const char* says;
};

void PrintTo(const BadFiles& bad, std::ostream* out) { *out << bad.name; }

void ReplaceByLink(const fs::path& file) {
  const fs::path real = file.parent_path() / ("real-" + file.filename().string());
  fs::rename(file, real);
  fs::create_symlink(real, file);
}

void LetGroupWrite(const fs::path& path) {
  fs::permissions(path, fs::perms::group_write, fs::perm_options::add);
}

class FileRefusal : public testing::TestWithParam<BadFiles> {};

TEST_P(FileRefusal, ComesBeforeTheLibraryIsLoaded) {
  PluginsDirectory plugins;
  plugins.Install("good");
  GetParam().spoil(plugins, fs::path(plugins.path()) / "minimal");
  const Slot slot = OnlySlot(plugins);
  ASSERT_EQ(slot.state, SlotState::kRefused);
  EXPECT_THAT(slot.refusal->message, HasSubstr(GetParam().says));
  EXPECT_EQ(slot.refusal->message.find('\n'), std::string::npos);
  EXPECT_FALSE(slot.refusal->remedy.empty());
  const auto found = FindReadySlot({slot}, slot.id);
  ASSERT_FALSE(found);
  EXPECT_THAT(found.error().message, HasSubstr(GetParam().says));
}

INSTANTIATE_TEST_SUITE_P(
    Table, FileRefusal,
    testing::Values(
        BadFiles{"OtherMajor",
                 [](const auto& plugins, const auto&) {
                   plugins.EditManifest("major=\"1\"", "major=\"2\"");
                 },
                 "ABI major 2"},
        BadFiles{"NewerMinor",
                 [](const auto& plugins, const auto&) {
                   plugins.EditManifest("minor=\"0\"", "minor=\"99\"");
                 },
                 "ABI 1.99"},
        BadFiles{"OtherArchitecture",
                 [](const auto& plugins, const auto&) {
                   plugins.EditManifest(HostArchitecture(), "s390x");
                 },
                 "built for linux/s390x"},
        BadFiles{"IdOfAnotherFolder",
                 [](const auto& plugins, const auto&) {
                   plugins.EditManifest("<id>minimal", "<id>maximal");
                 },
                 "differs from its folder's name 'minimal'"},
        BadFiles{"MissingLibrary",
                 [](const auto&, const fs::path& folder) { fs::remove(folder / "libminimal.so"); },
                 "library libminimal.so is missing"},
        BadFiles{"MissingSchema",
                 [](const auto&, const fs::path& folder) {
                   fs::remove(folder / "settings.schema.json");
                 },
                 "settings.schema.json is missing"},
        BadFiles{"TamperedLibrary",
                 [](const auto& plugins, const fs::path& folder) {
                   plugins.Write(folder / "libminimal.so",
                                 tests::ReadFile(folder / "libminimal.so") + "x");
                 },
                 "SHA-256"},
        BadFiles{"OversizeManifest",
                 [](const auto& plugins, const auto&) {
                   plugins.EditManifest("<name>", "<!--" + std::string(70'000, 'x') + "--><name>");
                 },
                 "larger than 64 KiB"},
        BadFiles{
            "LinkedLibrary",
            [](const auto&, const fs::path& folder) { ReplaceByLink(folder / "libminimal.so"); },
            "libminimal.so is a symbolic link"},
        BadFiles{
            "LinkedManifest",
            [](const auto&, const fs::path& folder) { ReplaceByLink(folder / "manifest.xml"); },
            "manifest.xml is a symbolic link"},
        BadFiles{"LinkedFolder",
                 [](const auto&, const fs::path& folder) {
                   fs::rename(folder, folder.parent_path() / ".elsewhere");
                   fs::create_directory_symlink(folder.parent_path() / ".elsewhere", folder);
                 },
                 "is a symbolic link"},
        BadFiles{
            "LibraryThatTheGroupMayWrite",
            [](const auto&, const fs::path& folder) { LetGroupWrite(folder / "libminimal.so"); },
            "libminimal.so may be written by its group"},
        BadFiles{"FolderThatTheGroupMayWrite",
                 [](const auto&, const fs::path& folder) { LetGroupWrite(folder); },
                 "may be written by its group"},
        BadFiles{"LibraryThatIsAFolder",
                 [](const auto&, const fs::path& folder) {
                   fs::remove(folder / "libminimal.so");
                   fs::create_directory(folder / "libminimal.so");
                 },
                 "not a plain file"}),
    [](const auto& info) { return info.param.name; });

TEST(PluginScan, RefusesFilesOfAnotherUser) {
  if (::geteuid() != 0) GTEST_SKIP() << "Only root can give a file away.";
  PluginsDirectory plugins;
  plugins.Install("good");
  const std::string library = plugins.path() + "/minimal/libminimal.so";
  ASSERT_EQ(::chown(library.c_str(), 12345, 12345), 0);
  EXPECT_THAT(OnlySlot(plugins).refusal->message, HasSubstr("another user (uid 12345)"));
}

// Puts `bytes` in the library's place, with a manifest that has the right hash for them.
void InstallBytes(const PluginsDirectory& plugins, std::string_view bytes) {
  plugins.Install("good");
  const fs::path folder = fs::path(plugins.path()) / "minimal";
  plugins.Write(folder / "libminimal.so", bytes);
  const Slot tampered = OnlySlot(plugins);
  const auto opened = OpenPluginFolder(folder.string());
  const auto file = OpenPluginFile(*opened, "libminimal.so");
  plugins.EditManifest(tampered.library->sha256, *Sha256OfFile(*file, "libminimal.so"));
}

TEST(PluginScan, RefusesWhatIsNoSharedLibrary) {
  PluginsDirectory plugins;
  InstallBytes(plugins, "#!/bin/sh\nexit 0\n");
  EXPECT_THAT(OnlySlot(plugins).refusal->message, HasSubstr("not a 64-bit shared library"));
}

TEST(PluginScan, RefusesALibraryOfAnotherMachine) {
  PluginsDirectory donor;
  donor.Install("good");
  std::string bytes = tests::ReadFile(fs::path(donor.path()) / "minimal" / "libminimal.so");
  bytes[18] = 22;  // e_machine: S/390
  PluginsDirectory plugins;
  InstallBytes(plugins, bytes);
  EXPECT_THAT(OnlySlot(plugins).refusal->message, HasSubstr("another machine (ELF machine 22)"));
}

TEST(Loader, LoadsAGoodLibraryAndKeepsItLoaded) {
  PluginsDirectory plugins;
  plugins.Install("good");
  const Slot slot = OnlySlot(plugins);
  const auto library = LoadLibrary(slot);
  ASSERT_TRUE(library) << library.error().message;
  EXPECT_EQ(std::string_view(library->descriptor->id.ptr, library->descriptor->id.len), "minimal");
  const std::string path = slot.folder + "/libminimal.so";
  EXPECT_NE(::dlopen(path.c_str(), RTLD_NOW | RTLD_NOLOAD), nullptr);
}

TEST(Loader, ChecksTheFilesAgainBeforeItLoads) {
  PluginsDirectory plugins;
  plugins.Install("good");
  const Slot slot = OnlySlot(plugins);
  plugins.Write(fs::path(slot.folder) / "libminimal.so", "swapped");
  const auto library = LoadLibrary(slot);
  ASSERT_FALSE(library);
  EXPECT_THAT(library.error().message, HasSubstr("SHA-256"));
}

struct BadLibrary {
  const char* library;
  const char* says;
};

void PrintTo(const BadLibrary& bad, std::ostream* out) { *out << bad.library; }

class LibraryRefusal : public testing::TestWithParam<BadLibrary> {};

TEST_P(LibraryRefusal, NamesWhatIsWrongAndTheRemedy) {
  PluginsDirectory plugins;
  plugins.Install(GetParam().library);
  const auto library = LoadLibraryById(plugins.path(), "minimal");
  ASSERT_FALSE(library);
  EXPECT_THAT(library.error().message, HasSubstr("The plugin 'minimal' is refused: "));
  EXPECT_THAT(library.error().message, HasSubstr(GetParam().says));
  EXPECT_EQ(library.error().message.find('\n'), std::string::npos);
  EXPECT_FALSE(library.error().remedy.empty());

  auto slots = ScanPlugins(plugins.path());
  RefuseUnloadable(*slots);
  EXPECT_EQ(slots->at(0).state, SlotState::kRefused);
}

INSTANTIATE_TEST_SUITE_P(
    Table, LibraryRefusal,
    testing::Values(BadLibrary{"no_entry_symbol", "no entry symbol tk_provider_entry_1"},
                    BadLibrary{"undefined_symbol", "cannot be loaded"},
                    BadLibrary{"entry_null", "does not run on a host of ABI 1."},
                    BadLibrary{"small_table", "a table of 16 bytes"},
                    BadLibrary{"missing_function", "no function 'open'"},
                    BadLibrary{"wrong_id", "id is 'somebody-else', its manifest's 'minimal'"},
                    BadLibrary{"wrong_version", "version is '2.0', its manifest's '1.0'"},
                    BadLibrary{"wrong_schema", "settings schema differs"},
                    BadLibrary{"throws", "threw an exception"}),
    [](const auto& info) { return info.param.library; });

TEST(Loader, TellsUnknownProvidersFromThoseNotInstalled) {
  PluginsDirectory plugins;
  plugins.Install("good");
  plugins.Write("jira/manifest.xml",
                "<provider-manifest format='1'><id>jira</id><name>Jira</name><vendor>V</vendor>"
                "</provider-manifest>");
  const auto unknown = LoadLibraryById(plugins.path(), "githbu");
  ASSERT_FALSE(unknown);
  EXPECT_EQ(unknown.error().code, "provider_unknown");
  EXPECT_THAT(unknown.error().remedy, HasSubstr("minimal"));
  const auto missing = LoadLibraryById(plugins.path(), "jira");
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().code, "provider_not_installed");
}

}  // namespace
}  // namespace testkase::host
