// Runs programs as a user would: real processes, with their output captured.
#ifndef TESTS_SUPPORT_RUN_COMMAND_H_
#define TESTS_SUPPORT_RUN_COMMAND_H_

#include <sys/types.h>

#include <chrono>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace testkase::tests {

struct CommandOptions {
  std::map<std::string, std::string> environment = {};  // added to this process's, or replacing
  std::string input = {};                               // given on standard input, then closed
  std::chrono::milliseconds timeout = std::chrono::seconds(60);
};

struct CommandResult {
  int exit_code = -1;  // -1 where a signal ended it
  int signal = 0;
  bool timed_out = false;  // and was killed for it
  std::string out;
  std::string err;
};

// A running program. The destructor kills one that was not waited for.
class ChildProcess {
 public:
  // `arguments[0]` is the program, found by PATH unless it has a slash. Throws std::system_error
  // where it cannot be started.
  explicit ChildProcess(const std::vector<std::string>& arguments, CommandOptions options = {});
  ChildProcess(const ChildProcess&) = delete;
  ChildProcess& operator=(const ChildProcess&) = delete;
  ~ChildProcess();

  pid_t pid() const { return pid_; }
  void Signal(int number) const;

  // Reads on until standard output or standard error holds `text`. False when the program ends or
  // the time-out passes first.
  bool WaitForText(std::string_view text);

  // What was read so far.
  const CommandResult& so_far() const { return result_; }

  // Reads on until the program ends; one that outlives the time-out is killed.
  CommandResult Wait();

 private:
  bool ReadOnce(std::chrono::steady_clock::time_point deadline);
  void WriteInput();
  void Reap();

  CommandOptions options_;
  CommandResult result_;
  pid_t pid_ = -1;
  int in_ = -1;
  int out_ = -1;
  int err_ = -1;
};

// Runs a program to its end.
CommandResult RunCommand(const std::vector<std::string>& arguments, CommandOptions options = {});

}  // namespace testkase::tests

#endif  // TESTS_SUPPORT_RUN_COMMAND_H_
