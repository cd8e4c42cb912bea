// How a tracker's words for priority and state stand for TestKase's, as a table.
#ifndef TESTKASE_KIT_MAPPING_H_
#define TESTKASE_KIT_MAPPING_H_

#include <string>
#include <string_view>
#include <vector>

namespace testkase::kit {

// One word of the tracker and the TestKase values that agree with it. Of several defect values the
// first is taken when the tracker's word arrives, and any of them is kept when it stands already:
// In-Progress stays while the issue is open, Trivial while the label says low.
struct MappingRow {
  std::string remote;       // "high", "open": the adapter's neutral word, not a label's name
  int requirement;          // TK_PRIORITY_P* or TK_STATUS_*
  std::vector<int> defect;  // TK_PRIORITY_* or TK_STATUS_*
};

// A table for one field. `requirement_default` and `defect_default` stand for the absence of any
// word ("" in FromRemote), as for an issue without a priority label.
struct MappingTable {
  std::vector<MappingRow> rows;
  int requirement_default = 0;
  int defect_default = 0;
};

struct Mapping {
  MappingTable priority;
  MappingTable state;
};

// The requirement's value for a word of the tracker; the default for "" or an unknown word.
int RequirementValue(const MappingTable& table, std::string_view remote);

// The defect's value for a word of the tracker: `current` where that agrees with it already.
int DefectValue(const MappingTable& table, std::string_view remote, int current);

// The tracker's word for a defect's value; "" where no row has it.
std::string RemoteWord(const MappingTable& table, int defect_value);

}  // namespace testkase::kit

#endif  // TESTKASE_KIT_MAPPING_H_
