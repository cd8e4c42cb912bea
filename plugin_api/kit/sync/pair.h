// A pair of one host item and one remote item, and what both last agreed on.
#ifndef TESTKASE_KIT_SYNC_PAIR_H_
#define TESTKASE_KIT_SYNC_PAIR_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace testkase::kit {

// One field as it stood on each side when they last agreed: a digest for text, the value itself for
// short words. The sides are kept apart because each has its own form: HTML here, Markdown there.
struct FieldBase {
  std::string ours;
  std::string theirs;

  bool operator==(const FieldBase&) const = default;
};

struct Base {
  FieldBase title, description, priority, status;

  bool operator==(const Base&) const = default;
};

struct Pair {
  std::uint32_t kind = 0;  // TK_KIND_REQUIREMENT or TK_KIND_DEFECT
  std::string item_id;
  std::string remote_id;
  std::string remote_key;
  std::string remote_url;
  Base base;

  bool operator==(const Pair&) const = default;
};

// The stored form: one line of JSON. Parsing gives nothing for text that is not such a line.
std::string SerializePair(const Pair& pair);
std::optional<Pair> ParsePair(std::string_view text);

}  // namespace testkase::kit

#endif  // TESTKASE_KIT_SYNC_PAIR_H_
