// TestKase's values as people read them, for activity and progress lines.
#ifndef TESTKASE_KIT_SYNC_WORDS_H_
#define TESTKASE_KIT_SYNC_WORDS_H_

#include <cstdint>
#include <string>

namespace testkase::kit {

std::string PriorityName(std::uint32_t kind, int priority);  // "P1", "Blocker"
std::string StatusName(std::uint32_t kind, int status);      // "Active", "In-Progress"

}  // namespace testkase::kit

#endif  // TESTKASE_KIT_SYNC_WORDS_H_
