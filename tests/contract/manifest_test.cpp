#include "host_stub/loader/manifest.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/contract/plugin_folder.h"

namespace testkase::host {
namespace {

using testing::HasSubstr;
using tests::GoodManifest;
using tests::Replaced;

const std::string kHash(64, 'a');

TEST(Manifest, GivesEveryField) {
  const auto manifest = ParseManifest(GoodManifest(kHash));
  ASSERT_TRUE(manifest) << manifest.error().message;
  EXPECT_EQ(manifest->id, "minimal");
  EXPECT_EQ(manifest->name, "Minimal");
  EXPECT_EQ(manifest->vendor, "Tests");
  EXPECT_EQ(manifest->version, "1.0");
  ASSERT_TRUE(manifest->library);
  EXPECT_EQ(manifest->library->abi_major, 1u);
  EXPECT_EQ(manifest->library->abi_minor, 0u);
  EXPECT_EQ(manifest->library->file, "libminimal.so");
  EXPECT_EQ(manifest->library->sha256, kHash);
  EXPECT_EQ(manifest->library->settings_schema_file, "settings.schema.json");
  EXPECT_TRUE(CheckRunsHere(*manifest->library));
}

TEST(Manifest, WithoutLibraryIsASlot) {
  const auto manifest = ParseManifest(
      "<provider-manifest format='1'><id>jira</id><name>Jira</name><vendor>V</vendor>"
      "</provider-manifest>");
  ASSERT_TRUE(manifest) << manifest.error().message;
  EXPECT_FALSE(manifest->library);
}

TEST(Manifest, IgnoresElementsThatItDoesNotKnow) {
  EXPECT_TRUE(ParseManifest(Replaced(GoodManifest(kHash), "<vendor>", "<licence/><vendor>")));
}

struct BadManifest {
  const char* name;
  const char* from;
  const char* to;
  const char* says;
};

class ManifestRefusal : public testing::TestWithParam<BadManifest> {};

TEST_P(ManifestRefusal, NamesWhatIsWrongAndTheRemedy) {
  const auto manifest =
      ParseManifest(Replaced(GoodManifest(kHash), GetParam().from, GetParam().to));
  ASSERT_FALSE(manifest);
  EXPECT_THAT(manifest.error().message, HasSubstr(GetParam().says));
  EXPECT_EQ(manifest.error().message.find('\n'), std::string::npos);
  EXPECT_FALSE(manifest.error().remedy.empty());
}

INSTANTIATE_TEST_SUITE_P(
    Table, ManifestRefusal,
    testing::Values(
        BadManifest{"Malformed", "</version>", "</verzion>", "malformed in line 6"},
        BadManifest{"DocumentType", "<provider-manifest ", "<!DOCTYPE a><provider-manifest ",
                    "document type"},
        BadManifest{"EntityDeclaration", "<provider-manifest ",
                    "<!DOCTYPE a [<!ENTITY e \"x\">]><provider-manifest ", "document type"},
        BadManifest{"OtherFormat", "format=\"1\"", "format=\"2\"", "format is '2'"},
        BadManifest{"NoFormat", " format=\"1\"", "", "format is ''"},
        BadManifest{"NoId", "  <id>minimal</id>\n", "", "no <id>"},
        BadManifest{"TwoIds", "<name>", "<id>minimal</id><name>", "more than one <id>"},
        BadManifest{"IdInCapitals", "<id>minimal", "<id>Minimal", "<id> is not"},
        BadManifest{"IdThatLeavesTheFolder", "<id>minimal", "<id>../minimal", "<id> is not"},
        BadManifest{"NoVersion", "<version>1.0</version>", "", "no <version>"},
        BadManifest{"NoAbi", "<abi major=\"1\" minor=\"0\"/>", "", "no <abi>"},
        BadManifest{"NoAbiMinor", " minor=\"0\"", "", "no minor of <abi>"},
        BadManifest{"AbiInWords", "major=\"1\"", "major=\"one\"", "major of <abi> is not"},
        BadManifest{"NoPlatform", "<platform os=\"linux\"", "<plattform os=\"linux\"",
                    "no <platform>"},
        BadManifest{"LibraryElsewhere", ">libminimal.so", ">../libminimal.so", "<library> is not"},
        BadManifest{"LibraryByBackslash", ">libminimal.so", ">..\\minimal.so", "<library> is not"},
        BadManifest{"NoHash", "<library sha256=", "<library sha1=", "no sha256 of <library>"},
        BadManifest{"ShortHash", "\"aaaa", "\"", "sha256 of <library> is not"},
        BadManifest{"SchemaElsewhere", "<settings-schema>", "<settings-schema>/etc/",
                    "<settings-schema> is not"}),
    [](const auto& info) { return info.param.name; });

TEST(Manifest, RefusesAnotherRootElement) {
  const auto manifest = ParseManifest("<plugin format='1'/>");
  ASSERT_FALSE(manifest);
  EXPECT_THAT(manifest.error().message, HasSubstr("<plugin>"));
}

TEST(Manifest, RefusesEmptyAndOversizeFiles) {
  EXPECT_FALSE(ParseManifest(""));
  const auto large = ParseManifest(
      Replaced(GoodManifest(kHash), "<name>", "<!--" + std::string(70'000, 'x') + "--><name>"));
  ASSERT_FALSE(large);
  EXPECT_THAT(large.error().message, HasSubstr("64 KiB"));
}

TEST(Manifest, TellsWhichHostWouldRunTheLibrary) {
  const LibraryClaim ours{.abi_major = 1,
                          .abi_minor = 0,
                          .os = std::string(HostOs()),
                          .architecture = std::string(HostArchitecture()),
                          .file = {},
                          .sha256 = {},
                          .settings_schema_file = {}};
  ASSERT_TRUE(CheckRunsHere(ours));
  LibraryClaim other = ours;
  other.abi_major = 2;
  EXPECT_THAT(CheckRunsHere(other).error().message, HasSubstr("ABI major 2"));
  other = ours;
  other.abi_minor = TK_ABI_MINOR + 1;
  EXPECT_THAT(CheckRunsHere(other).error().message, HasSubstr("ABI 1."));
  other = ours;
  other.architecture = "sparc";
  EXPECT_THAT(CheckRunsHere(other).error().message, HasSubstr("built for linux/sparc"));
  other = ours;
  other.os = "plan9";
  EXPECT_THAT(CheckRunsHere(other).error().message, HasSubstr("built for plan9/"));
}

}  // namespace
}  // namespace testkase::host
