#include "host_stub/loader/manifest.h"

#include <algorithm>
#include <charconv>
#include <pugixml.hpp>

#include "host_stub/loader/refusal.h"

namespace testkase::host {
namespace {

constexpr std::string_view kSeeFormat = "Correct manifest.xml; manifests/README.md has the format.";

bool IsLowerOrDigit(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

bool IsId(std::string_view text) {
  return !text.empty() && text.size() <= 32 && text.front() >= 'a' && text.front() <= 'z' &&
         text.back() != '-' && std::all_of(text.begin(), text.end(), [](char c) {
           return IsLowerOrDigit(c) || c == '-';
         });
}

bool IsPlainText(std::string_view text) {
  return !text.empty() && text.size() <= 100 &&
         std::none_of(text.begin(), text.end(),
                      [](unsigned char c) { return c < 0x20 || c == 0x7f; });
}

bool IsFileName(std::string_view text) {
  return IsPlainText(text) && text.front() != '.' &&
         text.find_first_of("/\\") == std::string_view::npos;
}

bool IsSha256(std::string_view text) {
  return text.size() == 64 && std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
         });
}

bool IsNumber(std::string_view text) {
  return !text.empty() && text.size() <= 6 &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// Reads fields of one manifest, and keeps the first thing that is wrong.
class FieldReader {
 public:
  explicit FieldReader(pugi::xml_node root) : root_(root) {}

  // The one child element of that name; an empty node where it is missing.
  pugi::xml_node Element(const char* name, bool required) {
    const pugi::xml_node element = root_.child(name);
    if (!element) {
      if (required) Fail("The manifest has no <" + std::string(name) + ">.");
    } else if (element.next_sibling(name)) {
      Fail("The manifest has more than one <" + std::string(name) + ">.");
    }
    return element;
  }

  std::string Text(const char* name, bool (*valid)(std::string_view), const char* form,
                   bool required = true) {
    const pugi::xml_node element = Element(name, required);
    if (!element) return {};
    return Checked("<" + std::string(name) + ">", element.text().get(), valid, form);
  }

  std::string Attribute(pugi::xml_node element, const char* name, bool (*valid)(std::string_view),
                        const char* form) {
    if (!element) return {};
    const std::string where = std::string(name) + " of <" + element.name() + ">";
    const pugi::xml_attribute attribute = element.attribute(name);
    if (!attribute) {
      Fail("The manifest has no " + where + ".");
      return {};
    }
    return Checked(where, attribute.value(), valid, form);
  }

  std::uint32_t Number(pugi::xml_node element, const char* name) {
    const std::string text = Attribute(element, name, &IsNumber, "a number");
    std::uint32_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
  }

  const std::optional<Error>& problem() const { return problem_; }

 private:
  std::string Checked(const std::string& where, std::string value, bool (*valid)(std::string_view),
                      const char* form) {
    if (!valid(value)) Fail("The manifest's " + where + " is not " + form + ".");
    return value;
  }

  void Fail(std::string message) {
    if (!problem_) problem_ = Refusal(std::move(message), std::string(kSeeFormat));
  }

  pugi::xml_node root_;
  std::optional<Error> problem_;
};

std::ptrdiff_t LineOf(std::string_view text, std::ptrdiff_t offset) {
  const auto end = std::clamp<std::ptrdiff_t>(offset, 0, static_cast<std::ptrdiff_t>(text.size()));
  return 1 + std::count(text.begin(), text.begin() + end, '\n');
}

Result<void> LoadXml(std::string_view xml, pugi::xml_document& document) {
  const pugi::xml_parse_result parsed = document.load_buffer(
      xml.data(), xml.size(), pugi::parse_default | pugi::parse_doctype, pugi::encoding_utf8);
  if (!parsed) {
    return Refusal("manifest.xml is malformed in line " +
                       std::to_string(LineOf(xml, parsed.offset)) + ": " + parsed.description() +
                       ".",
                   std::string(kSeeFormat));
  }
  for (const pugi::xml_node node : document.children()) {
    if (node.type() == pugi::node_doctype) {
      return Refusal("manifest.xml has a document type declaration, which is not allowed.",
                     "Remove the <!DOCTYPE ...> from it.");
    }
  }
  return {};
}

}  // namespace

Result<Manifest> ParseManifest(std::string_view xml) {
  if (xml.size() > kMaxManifestBytes) {
    return Refusal("manifest.xml is larger than 64 KiB.", std::string(kSeeFormat));
  }
  pugi::xml_document document;
  if (const auto loaded = LoadXml(xml, document); !loaded) return loaded.error();

  const pugi::xml_node root = document.document_element();
  if (std::string_view(root.name()) != "provider-manifest") {
    return Refusal(
        "manifest.xml is not a <provider-manifest> but a <" + std::string(root.name()) + ">.",
        std::string(kSeeFormat));
  }
  if (std::string_view(root.attribute("format").value()) != "1") {
    return Refusal("The manifest's format is '" + std::string(root.attribute("format").value()) +
                       "'; this host reads format 1.",
                   "Install the plugin's release for this TestKase, or update TestKase.");
  }

  FieldReader fields(root);
  Manifest manifest;
  manifest.id = fields.Text("id", &IsId, "up to 32 of a-z, 0-9 and '-', from a letter on");
  manifest.name = fields.Text("name", &IsPlainText, "one line of 1 to 100 characters");
  manifest.vendor = fields.Text("vendor", &IsPlainText, "one line of 1 to 100 characters");
  const pugi::xml_node library = fields.Element("library", false);
  manifest.version = fields.Text("version", &IsPlainText, "one line of 1 to 100 characters",
                                 static_cast<bool>(library));
  if (library) {
    const pugi::xml_node abi = fields.Element("abi", true);
    const pugi::xml_node platform = fields.Element("platform", true);
    const char* const file_name = "a bare file name";
    LibraryClaim claim;
    claim.abi_major = fields.Number(abi, "major");
    claim.abi_minor = fields.Number(abi, "minor");
    claim.os = fields.Attribute(platform, "os", &IsPlainText, "a word");
    claim.architecture = fields.Attribute(platform, "architecture", &IsPlainText, "a word");
    claim.file = fields.Text("library", &IsFileName, file_name);
    claim.sha256 = fields.Attribute(library, "sha256", &IsSha256, "64 hexadecimal digits");
    claim.settings_schema_file = fields.Text("settings-schema", &IsFileName, file_name);
    manifest.library = std::move(claim);
  }
  if (fields.problem()) return *fields.problem();
  return manifest;
}

std::string_view HostOs() { return "linux"; }

std::string_view HostArchitecture() {
#if defined(__x86_64__)
  return "x86_64";
#elif defined(__aarch64__)
  return "aarch64";
#else
#error "This host has no name for its architecture yet."
#endif
}

Result<void> CheckRunsHere(const LibraryClaim& library) {
  if (library.abi_major != TK_ABI_MAJOR) {
    return Refusal("The plugin needs ABI major " + std::to_string(library.abi_major) +
                       "; this host has " + std::to_string(TK_ABI_MAJOR) + ".",
                   "Install the plugin's release for this TestKase.");
  }
  if (library.abi_minor > TK_ABI_MINOR) {
    return Refusal("The plugin needs ABI " + std::to_string(library.abi_major) + "." +
                       std::to_string(library.abi_minor) + "; this host has " +
                       std::to_string(TK_ABI_MAJOR) + "." + std::to_string(TK_ABI_MINOR) + ".",
                   "Update TestKase, or install an older release of the plugin.");
  }
  if (library.os != HostOs() || library.architecture != HostArchitecture()) {
    return Refusal("The plugin is built for " + library.os + "/" + library.architecture +
                       "; this host is " + std::string(HostOs()) + "/" +
                       std::string(HostArchitecture()) + ".",
                   "Install the plugin's release for this platform.");
  }
  return {};
}

}  // namespace testkase::host
