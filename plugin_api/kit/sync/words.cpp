#include "kit/sync/words.h"

#include <testkase/item.h>

#include <array>
#include <span>
#include <string_view>

namespace testkase::kit {
namespace {

std::string NameAt(std::span<const std::string_view> names, int value) {
  const bool known = value >= 1 && static_cast<std::size_t>(value) <= names.size();
  return known ? std::string(names[static_cast<std::size_t>(value) - 1]) : "not set";
}

}  // namespace

std::string PriorityName(std::uint32_t kind, int priority) {
  static constexpr std::array<std::string_view, 4> kRequirement{"P0", "P1", "P2", "P3"};
  static constexpr std::array<std::string_view, 5> kDefect{"Blocker", "Critical", "Major", "Minor",
                                                           "Trivial"};
  return kind == TK_KIND_REQUIREMENT ? NameAt(kRequirement, priority) : NameAt(kDefect, priority);
}

std::string StatusName(std::uint32_t kind, int status) {
  static constexpr std::array<std::string_view, 2> kRequirement{"Active", "Deprecated"};
  static constexpr std::array<std::string_view, 4> kDefect{"Open", "In-Progress", "Closed",
                                                           "Achieved"};
  return kind == TK_KIND_REQUIREMENT ? NameAt(kRequirement, status) : NameAt(kDefect, status);
}

}  // namespace testkase::kit
