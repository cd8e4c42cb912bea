// The project that a call works on: the host's items, journal, store and activity, in C++.
#ifndef TESTKASE_KIT_PROJECT_H_
#define TESTKASE_KIT_PROJECT_H_

#include <testkase/host_activity.h>
#include <testkase/host_items.h>
#include <testkase/host_journal.h>
#include <testkase/host_store.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kit/call.h"
#include "kit/result.h"

namespace testkase::kit {

// tk_item, owned. `present` says which members count when it is written.
struct Item {
  std::uint32_t kind = 0;
  std::uint64_t present = 0;
  std::uint64_t revision = 0;
  std::string id, key, url, parent_id, test_case_id, cycle;
  std::string title, description;
  std::string external_id, external_key, external_url;
  std::string sync_note, author;
  std::int64_t created_ms = 0;
  std::int64_t updated_ms = 0;
  int priority = 0;
  int status = 0;
  int sync_state = TK_SYNC_NONE;
  int result = TK_RESULT_NONE;
};

struct Change {
  std::uint64_t sequence = 0;
  std::uint32_t kind = 0;
  std::uint32_t action = 0;
  std::uint64_t fields = 0;
  std::string item_id;
  std::string actor;
  std::int64_t time_ms = 0;
};

struct Activity {
  std::uint32_t action = TK_ACTIVITY_NOTICE;
  std::uint64_t field = 0;
  std::string item_id = {};
  std::string external_key = {};
  std::string summary = {};
  std::optional<std::string> before = {};
  std::optional<std::string> after = {};
};

struct PutAnswer {
  tk_status status = TK_INTERNAL;
  std::string id;
  std::uint64_t revision = 0;
};

// Valid within its call. What is written becomes durable with Commit, all of it or nothing.
// Between the first write and Commit, no network and no waiting (host_store.h).
class Project {
 public:
  // TK_UNSUPPORTED where the host lacks items or store. Without a journal, Changes is empty;
  // without activity, Record does nothing.
  static Result<Project> Open(const Call& call);

  Result<Item> Get(std::string_view id) const;
  Result<std::vector<Item>> List(std::uint32_t kind) const;

  // One answer for each item, in order; splits into batches that the host takes.
  Result<std::vector<PutAnswer>> Put(const std::vector<Item>& items) const;

  // TK_NOT_FOUND where the host no longer keeps changes back to `since`.
  Result<std::vector<Change>> Changes(std::uint64_t since) const;

  Result<std::optional<std::string>> Read(std::string_view key) const;
  Result<std::vector<std::pair<std::string, std::string>>> ReadAll(std::string_view prefix) const;
  Result<void> Write(std::string_view key, std::string_view value) const;
  Result<void> Erase(std::string_view key) const;

  Result<void> Record(const Activity& activity) const;
  Result<void> Commit() const;

 private:
  explicit Project(tk_call call) : call_(call) {}

  tk_call call_;
  const tk_host_items* items_ = nullptr;
  const tk_host_store* store_ = nullptr;
  const tk_host_journal* journal_ = nullptr;
  const tk_host_activity* activity_ = nullptr;
};

}  // namespace testkase::kit

#endif  // TESTKASE_KIT_PROJECT_H_
