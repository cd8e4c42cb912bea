// A directory of its own for one test, removed with all that is in it.
#ifndef TESTS_SUPPORT_TEMPORARY_DIRECTORY_H_
#define TESTS_SUPPORT_TEMPORARY_DIRECTORY_H_

#include <filesystem>
#include <string_view>

namespace testkase::tests {

class TemporaryDirectory {
 public:
  TemporaryDirectory();
  TemporaryDirectory(const TemporaryDirectory&) = delete;
  TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;
  ~TemporaryDirectory();

  const std::filesystem::path& path() const { return path_; }

  // Writes a file (with its folders) below this directory, and returns its path.
  std::filesystem::path Write(const std::filesystem::path& name, std::string_view text) const;

 private:
  std::filesystem::path path_;
};

}  // namespace testkase::tests

#endif  // TESTS_SUPPORT_TEMPORARY_DIRECTORY_H_
