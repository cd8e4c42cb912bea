#include "kit/project.h"

#include <algorithm>
#include <exception>
#include <utility>

#include "kit/abi_text.h"

namespace testkase::kit {
namespace {

// Carries a C++ function into a C sink. What it throws is kept until the host has returned.
template <typename Function>
struct Sink {
  Function function;
  std::exception_ptr thrown;

  template <typename... Args>
  static int32_t TK_CALL Invoke(void* ctx, Args... args) noexcept {
    auto& sink = *static_cast<Sink*>(ctx);
    if (sink.thrown) return 1;
    try {
      sink.function(args...);
      return 0;
    } catch (...) {
      sink.thrown = std::current_exception();
      return 1;
    }
  }

  void Rethrow() const {
    if (thrown) std::rethrow_exception(thrown);
  }
};
template <typename Function>
Sink(Function, std::exception_ptr) -> Sink<Function>;

Error HostError(tk_status status, std::string_view what) {
  return {.status = status,
          .code = "host_refused",
          .message = "TestKase refused to " + std::string(what) + " (status " +
                     std::to_string(status) + ").",
          .remedy = "See the host's log for the reason."};
}

Item FromAbiItem(const tk_item& from) {
  Item item;
  item.kind = from.kind;
  item.present = from.present;
  item.revision = from.revision;
  item.id = FromAbi(from.id);
  item.key = FromAbi(from.key);
  item.url = FromAbi(from.url);
  item.parent_id = FromAbi(from.parent_id);
  item.test_case_id = FromAbi(from.test_case_id);
  item.cycle = FromAbi(from.cycle);
  item.title = FromAbi(from.title);
  item.description = FromAbi(from.description);
  item.external_id = FromAbi(from.external_id);
  item.external_key = FromAbi(from.external_key);
  item.external_url = FromAbi(from.external_url);
  item.sync_note = FromAbi(from.sync_note);
  item.author = FromAbi(from.author);
  item.created_ms = from.created_ms;
  item.updated_ms = from.updated_ms;
  item.priority = from.priority;
  item.status = from.status;
  item.sync_state = from.sync_state;
  item.result = from.result;
  return item;
}

// Text of an item that the host assigns is absent where it is empty.
tk_str AbsentIfEmpty(const std::string& text) { return text.empty() ? tk_str{} : ToAbi(text); }

tk_item ToAbiItem(const Item& from) {
  tk_item item{};
  item.struct_size = sizeof item;
  item.kind = from.kind;
  item.present = from.present;
  item.revision = from.revision;
  item.id = AbsentIfEmpty(from.id);
  item.parent_id = AbsentIfEmpty(from.parent_id);
  item.title = ToAbi(from.title);
  item.description = ToAbi(from.description);
  item.external_id = ToAbi(from.external_id);
  item.external_key = ToAbi(from.external_key);
  item.external_url = ToAbi(from.external_url);
  item.sync_note = ToAbi(from.sync_note);
  item.author = ToAbi(from.author);
  item.created_ms = from.created_ms;
  item.updated_ms = from.updated_ms;
  item.priority = from.priority;
  item.status = from.status;
  item.sync_state = from.sync_state;
  item.result = from.result;
  return item;
}

}  // namespace

Result<Project> Project::Open(const Call& call) {
  Project project(call.handle());
  project.items_ = call.host().Extension<tk_host_items>(TK_HOST_ITEMS);
  project.store_ = call.host().Extension<tk_host_store>(TK_HOST_STORE);
  project.journal_ = call.host().Extension<tk_host_journal>(TK_HOST_JOURNAL);
  project.activity_ = call.host().Extension<tk_host_activity>(TK_HOST_ACTIVITY);
  const bool complete =
      TK_HAS(tk_host_items, project.items_, put) && TK_HAS(tk_host_store, project.store_, commit);
  if (!complete) {
    return Error{.status = TK_UNSUPPORTED,
                 .code = "host_without_items",
                 .message = "This host offers no items or no store, so nothing can be synced.",
                 .remedy = "Use a host that offers " TK_HOST_ITEMS " and " TK_HOST_STORE "."};
  }
  return project;
}

Result<Item> Project::Get(std::string_view id) const {
  Item item;
  Sink sink{[&](const tk_item* from) { item = FromAbiItem(*from); }, nullptr};
  const tk_status status =
      items_->get(call_, ToAbi(id), &decltype(sink)::template Invoke<const tk_item*>, &sink);
  sink.Rethrow();
  if (status == TK_NOT_FOUND) {
    return Error{.status = TK_NOT_FOUND,
                 .code = "item_not_found",
                 .message = "The project has no item '" + std::string(id) + "'.",
                 .remedy = "Look its id up in the list."};
  }
  if (status != TK_OK) return HostError(status, "read an item");
  return item;
}

Result<std::vector<Item>> Project::List(std::uint32_t kind) const {
  tk_item_filter filter{};
  filter.struct_size = sizeof filter;
  filter.kind = kind;
  std::vector<Item> items;
  Sink sink{[&](const tk_item* from) { items.push_back(FromAbiItem(*from)); }, nullptr};
  const tk_status status =
      items_->query(call_, &filter, &decltype(sink)::template Invoke<const tk_item*>, &sink);
  sink.Rethrow();
  if (status != TK_OK) return HostError(status, "list its items");
  return items;
}

Result<std::vector<PutAnswer>> Project::Put(const std::vector<Item>& items) const {
  std::vector<PutAnswer> answers(items.size());
  const std::size_t batch = std::max<std::size_t>(1, items_->max_batch);
  for (std::size_t begin = 0; begin < items.size(); begin += batch) {
    const std::size_t end = std::min(items.size(), begin + batch);
    std::vector<tk_item> abi_items;
    for (std::size_t i = begin; i < end; ++i) abi_items.push_back(ToAbiItem(items[i]));
    std::vector<const tk_item*> pointers;
    for (const tk_item& item : abi_items) pointers.push_back(&item);

    auto take = [&](uint32_t index, tk_status status, tk_str id, uint64_t revision) {
      answers.at(begin + index) = {status, std::string(FromAbi(id)), revision};
    };
    struct Context {
      decltype(take)& take_answer;
      std::exception_ptr thrown;
    } context{take, nullptr};
    const auto sink = [](void* ctx, uint32_t index, tk_status status, tk_str id,
                         uint64_t revision) noexcept {
      auto& to = *static_cast<Context*>(ctx);
      try {
        to.take_answer(index, status, id, revision);
      } catch (...) {
        to.thrown = std::current_exception();
      }
    };
    const tk_status status =
        items_->put(call_, pointers.data(), static_cast<uint32_t>(pointers.size()), sink, &context);
    if (context.thrown) std::rethrow_exception(context.thrown);
    if (status != TK_OK) return HostError(status, "store items");
  }
  return answers;
}

Result<std::vector<Change>> Project::Changes(std::uint64_t since) const {
  std::vector<Change> changes;
  if (!TK_HAS(tk_host_journal, journal_, changes)) return changes;
  Sink sink{[&](const tk_change* from) {
              changes.push_back({.sequence = from->sequence,
                                 .kind = from->kind,
                                 .action = from->action,
                                 .fields = from->fields,
                                 .item_id = std::string(FromAbi(from->item_id)),
                                 .actor = std::string(FromAbi(from->actor)),
                                 .time_ms = from->time_ms});
            },
            nullptr};
  const tk_status status =
      journal_->changes(call_, since, &decltype(sink)::template Invoke<const tk_change*>, &sink);
  sink.Rethrow();
  if (status != TK_OK) return HostError(status, "read its journal");
  return changes;
}

Result<std::optional<std::string>> Project::Read(std::string_view key) const {
  std::optional<std::string> value;
  Sink sink{[&](tk_bytes from) { value = std::string(FromAbi(from)); }, nullptr};
  const tk_status status =
      store_->get(call_, ToAbi(key), &decltype(sink)::template Invoke<tk_bytes>, &sink);
  sink.Rethrow();
  if (status != TK_OK && status != TK_NOT_FOUND) return HostError(status, "read its store");
  return value;
}

Result<std::vector<std::pair<std::string, std::string>>> Project::ReadAll(
    std::string_view prefix) const {
  std::vector<std::pair<std::string, std::string>> entries;
  Sink sink{[&](tk_str key, tk_bytes value) { entries.emplace_back(FromAbi(key), FromAbi(value)); },
            nullptr};
  const tk_status status = store_->list(call_, ToAbi(prefix), tk_str{},
                                        &decltype(sink)::template Invoke<tk_str, tk_bytes>, &sink);
  sink.Rethrow();
  if (status != TK_OK) return HostError(status, "list its store");
  return entries;
}

Result<void> Project::Write(std::string_view key, std::string_view value) const {
  const tk_status status = store_->put(call_, ToAbi(key), ToAbiBytes(value));
  if (status != TK_OK) return HostError(status, "write to its store");
  return {};
}

Result<void> Project::Erase(std::string_view key) const {
  const tk_status status = store_->put(call_, ToAbi(key), tk_bytes{});
  if (status != TK_OK) return HostError(status, "erase from its store");
  return {};
}

Result<void> Project::Record(const Activity& from) const {
  if (!TK_HAS(tk_host_activity, activity_, record)) return {};
  tk_activity activity{};
  activity.struct_size = sizeof activity;
  activity.action = from.action;
  activity.field = from.field;
  activity.item_id = AbsentIfEmpty(from.item_id);
  activity.external_key = AbsentIfEmpty(from.external_key);
  activity.summary = ToAbi(from.summary);
  if (from.before) activity.before = ToAbi(*from.before);
  if (from.after) activity.after = ToAbi(*from.after);
  const tk_status status = activity_->record(call_, &activity);
  if (status != TK_OK) return HostError(status, "record activity");
  return {};
}

Result<void> Project::Commit() const {
  const tk_status status = store_->commit(call_);
  if (status != TK_OK) return HostError(status, "commit");
  return {};
}

}  // namespace testkase::kit
