// Makes a provider of an adapter: the whole C ABI, its guards and the sync engine behind it.
#ifndef TESTKASE_KIT_PROVIDER_H_
#define TESTKASE_KIT_PROVIDER_H_

#include <testkase/provider.h>

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "kit/call.h"
#include "kit/result.h"
#include "kit/tracker.h"

namespace testkase::kit {

// A finding about settings: which one (JSON pointer, "" for the whole) and what is wrong.
struct SettingIssue {
  std::string pointer;
  Error error;
};

struct SettingFact {
  std::string key;    // stable: "repository"
  std::string label;  // for people: "Repository"
  std::string value;
};

struct SettingsReport {
  std::vector<SettingIssue> issues;  // gravest first; empty: the settings are good
  std::vector<SettingFact> facts;
};

// What all sessions of one provider in one host share: connection pool, rate limits. Made in
// `create`, without network traffic.
class Adapter {
 public:
  virtual ~Adapter() = default;

  // Makes the tracker of one connection from its settings, without network traffic.
  virtual Result<std::unique_ptr<Tracker>> Open(const Call& call,
                                                std::string_view settings_json) = 0;

  // Tries settings out without writing to the remote side. An Error only where the test itself
  // could not run (cancelled); what is wrong with the settings goes into the report.
  virtual Result<SettingsReport> TestSettings(const Call& call, std::string_view settings_json) = 0;

  // Wakes blocked network calls so that they see their cancel flags. Any thread; must not block.
  virtual void Interrupt() = 0;
};

// Everything that makes one provider differ from another.
struct ProviderDefinition {
  std::string_view id;
  std::string_view name;
  std::string_view vendor;
  std::string_view version;
  std::string_view settings_schema_json;
  std::unique_ptr<Adapter> (*make_adapter)(const Host& host);
};

// Answers tk_provider_entry_1 for the one provider of this library.
const tk_provider_table* ProviderEntry(const ProviderDefinition& definition,
                                       std::uint32_t host_minor) noexcept;

}  // namespace testkase::kit

// Defines the exported entry of a provider library. `definition` is a ProviderDefinition of static
// storage.
#define TESTKASE_PROVIDER(definition)                                                              \
  extern "C" TK_EXPORT const tk_provider_table* TK_CALL tk_provider_entry_1(uint32_t host_minor) { \
    return testkase::kit::ProviderEntry((definition), host_minor);                                 \
  }

#endif  // TESTKASE_KIT_PROVIDER_H_
