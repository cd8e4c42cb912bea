#include "kit/mapping.h"

#include <algorithm>

namespace testkase::kit {
namespace {

const MappingRow* FindRow(const MappingTable& table, std::string_view remote) {
  const auto row = std::find_if(table.rows.begin(), table.rows.end(),
                                [&](const MappingRow& each) { return each.remote == remote; });
  return row == table.rows.end() ? nullptr : &*row;
}

bool Contains(const MappingRow& row, int defect_value) {
  return std::find(row.defect.begin(), row.defect.end(), defect_value) != row.defect.end();
}

}  // namespace

int RequirementValue(const MappingTable& table, std::string_view remote) {
  const MappingRow* row = FindRow(table, remote);
  return row == nullptr ? table.requirement_default : row->requirement;
}

int DefectValue(const MappingTable& table, std::string_view remote, int current) {
  const MappingRow* row = FindRow(table, remote);
  if (row == nullptr || row->defect.empty()) return table.defect_default;
  return Contains(*row, current) ? current : row->defect.front();
}

std::string RemoteWord(const MappingTable& table, int defect_value) {
  for (const MappingRow& row : table.rows) {
    if (Contains(row, defect_value)) return row.remote;
  }
  return "";
}

}  // namespace testkase::kit
