#include "kit/sync/sync_store.h"

#include <boost/json.hpp>
#include <charconv>
#include <functional>
#include <utility>

namespace testkase::kit {
namespace {

namespace json = boost::json;

constexpr std::string_view kScopeKey = "scope";

std::string Text(const json::object& object, std::string_view name) {
  return std::string(object.at(name).as_string());
}

// Reads what an earlier run wrote. Text that does not parse is taken as absent: the engine then
// looks at everything again, which repeats work and loses nothing.
template <typename T>
std::optional<T> Parse(const std::optional<std::string>& text,
                       const std::function<T(const json::object&)>& read) {
  if (!text) return std::nullopt;
  try {
    return read(json::parse(*text).as_object());
  } catch (const std::exception&) {
    return std::nullopt;
  }
}

// An intent's base is stored as a pair that has no remote side yet.
Intent ReadIntentObject(const json::object& object) {
  Intent intent;
  intent.item_id = Text(object, "item");
  intent.created_ms = object.at("created_ms").to_number<std::int64_t>();
  const auto sent = ParsePair(Text(object, "sent"));
  if (!sent) throw std::runtime_error("no base in the intent");
  intent.base = sent->base;
  return intent;
}

WalkPosition ReadWalkObject(const json::object& object) {
  WalkPosition walk;
  walk.importing = object.at("importing").as_bool();
  walk.next = Text(object, "next");
  walk.started_ms = object.at("started_ms").to_number<std::int64_t>();
  walk.newest_ms = object.at("newest_ms").to_number<std::int64_t>();
  walk.since_ms = object.at("since_ms").to_number<std::int64_t>();
  walk.done = object.at("done").to_number<std::uint64_t>();
  for (const json::value& page : object.at("pages").as_array()) {
    const json::object& each = page.as_object();
    walk.pages.push_back({Text(each, "request"), Text(each, "validator"), Text(each, "next")});
  }
  return walk;
}

OwedLook ReadOwedLookObject(const json::object& object) {
  return {Text(object, "item"), object.at("tries").to_number<std::uint64_t>(),
          Text(object, "reason")};
}

BoundScope ReadScopeObject(const json::object& object) {
  return {Text(object, "address"),
          {Text(object, "id"), Text(object, "name"), Text(object, "url")},
          Text(object, "validator")};
}

}  // namespace

Result<std::optional<BoundScope>> ReadBoundScope(const Project& project) {
  const auto text = project.Read(kScopeKey);
  if (!text) return text.error();
  return Parse<BoundScope>(*text, ReadScopeObject);
}

Result<void> WriteBoundScope(const Project& project, const BoundScope& bound) {
  return project.Write(kScopeKey, json::serialize(json::object{{"address", bound.address},
                                                               {"id", bound.scope.id},
                                                               {"name", bound.scope.name},
                                                               {"url", bound.scope.url},
                                                               {"validator", bound.validator}}));
}

std::string SyncStore::Key(std::string_view group, std::string_view id) const {
  std::string key = prefix_;
  key += group;
  if (!id.empty()) {
    key += '/';
    key += id;
  }
  return key;
}

Result<std::optional<Pair>> SyncStore::PairOfRemote(std::string_view remote_id) const {
  const auto text = project_->Read(Key("pair", remote_id));
  if (!text) return text.error();
  if (!*text) return std::optional<Pair>();
  return ParsePair(**text);
}

Result<std::optional<Pair>> SyncStore::PairOfItem(std::string_view item_id) const {
  const auto remote_id = project_->Read(Key("item", item_id));
  if (!remote_id) return remote_id.error();
  if (!*remote_id) return std::optional<Pair>();
  return PairOfRemote(**remote_id);
}

Result<std::vector<Pair>> SyncStore::AllPairs() const {
  const auto entries = project_->ReadAll(Key("pair") + "/");
  if (!entries) return entries.error();
  std::vector<Pair> pairs;
  for (const auto& [key, value] : *entries) {
    if (auto pair = ParsePair(value)) pairs.push_back(std::move(*pair));
  }
  return pairs;
}

Result<void> SyncStore::SavePair(const Pair& pair) const {
  if (auto written = project_->Write(Key("pair", pair.remote_id), SerializePair(pair)); !written) {
    return written;
  }
  return project_->Write(Key("item", pair.item_id), pair.remote_id);
}

Result<WalkPosition> SyncStore::ReadWalk() const {
  const auto text = project_->Read(Key("walk"));
  if (!text) return text.error();
  return Parse<WalkPosition>(*text, ReadWalkObject).value_or(WalkPosition{});
}

Result<void> SyncStore::WriteWalk(const WalkPosition& walk) const {
  json::array pages;
  for (const KnownPage& page : walk.pages) {
    pages.push_back(json::object{
        {"request", page.request}, {"validator", page.validator}, {"next", page.next}});
  }
  return project_->Write(Key("walk"), json::serialize(json::object{
                                          {"importing", walk.importing},
                                          {"next", walk.next},
                                          {"started_ms", walk.started_ms},
                                          {"newest_ms", walk.newest_ms},
                                          {"since_ms", walk.since_ms},
                                          {"done", walk.done},
                                          {"pages", std::move(pages)},
                                      }));
}

Result<std::uint64_t> SyncStore::ReadJournalPosition() const {
  const auto text = project_->Read(Key("journal"));
  if (!text) return text.error();
  std::uint64_t sequence = 0;
  if (*text) std::from_chars((*text)->data(), (*text)->data() + (*text)->size(), sequence);
  return sequence;
}

Result<void> SyncStore::WriteJournalPosition(std::uint64_t sequence) const {
  return project_->Write(Key("journal"), std::to_string(sequence));
}

Result<std::optional<Intent>> SyncStore::ReadIntent(std::string_view item_id) const {
  const auto text = project_->Read(Key("intent", item_id));
  if (!text) return text.error();
  return Parse<Intent>(*text, ReadIntentObject);
}

Result<std::vector<Intent>> SyncStore::AllIntents() const {
  const auto entries = project_->ReadAll(Key("intent") + "/");
  if (!entries) return entries.error();
  std::vector<Intent> intents;
  for (const auto& [key, value] : *entries) {
    if (auto intent = Parse<Intent>(value, ReadIntentObject)) intents.push_back(*intent);
  }
  return intents;
}

Result<void> SyncStore::WriteIntent(const Intent& intent) const {
  Pair sent;
  sent.item_id = intent.item_id;
  sent.base = intent.base;
  return project_->Write(Key("intent", intent.item_id),
                         json::serialize(json::object{{"item", intent.item_id},
                                                      {"created_ms", intent.created_ms},
                                                      {"sent", SerializePair(sent)}}));
}

Result<void> SyncStore::EraseIntent(std::string_view item_id) const {
  return project_->Erase(Key("intent", item_id));
}

Result<std::vector<OwedLook>> SyncStore::AllOwedLooks() const {
  const auto entries = project_->ReadAll(Key("owed") + "/");
  if (!entries) return entries.error();
  std::vector<OwedLook> looks;
  for (const auto& [key, value] : *entries) {
    if (auto look = Parse<OwedLook>(value, ReadOwedLookObject)) looks.push_back(*look);
  }
  return looks;
}

Result<void> SyncStore::WriteOwedLook(const OwedLook& look) const {
  return project_->Write(
      Key("owed", look.item_id),
      json::serialize(
          json::object{{"item", look.item_id}, {"tries", look.tries}, {"reason", look.reason}}));
}

Result<void> SyncStore::EraseOwedLook(std::string_view item_id) const {
  return project_->Erase(Key("owed", item_id));
}

}  // namespace testkase::kit
