#include "tests/support/run_command.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <system_error>
#include <utility>

extern char** environ;

namespace testkase::tests {
namespace {

void CloseFd(int& fd) {
  if (fd >= 0) ::close(std::exchange(fd, -1));
}

std::array<int, 2> MakePipe() {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) {
    throw std::system_error(errno, std::generic_category(), "pipe2");
  }
  return ends;
}

std::vector<std::string> MergedEnvironment(const std::map<std::string, std::string>& added) {
  std::vector<std::string> merged;
  for (char** entry = environ; *entry != nullptr; ++entry) {
    const std::string text = *entry;
    if (!added.contains(text.substr(0, text.find('=')))) merged.push_back(text);
  }
  for (const auto& [name, value] : added) merged.push_back(name + "=" + value);
  return merged;
}

std::vector<char*> Pointers(std::vector<std::string>& strings) {
  std::vector<char*> pointers;
  for (std::string& string : strings) pointers.push_back(string.data());
  pointers.push_back(nullptr);
  return pointers;
}

}  // namespace

ChildProcess::ChildProcess(const std::vector<std::string>& arguments, CommandOptions options)
    : options_(std::move(options)) {
  // A program that ends early must not take the test with it when its input is written.
  static const auto ignored = std::signal(SIGPIPE, SIG_IGN);
  static_cast<void>(ignored);

  auto in = MakePipe();
  auto out = MakePipe();
  auto err = MakePipe();
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, in[0], STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, out[1], STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, err[1], STDERR_FILENO);
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  sigset_t defaults;
  sigemptyset(&defaults);
  sigaddset(&defaults, SIGPIPE);
  posix_spawnattr_setsigdefault(&attributes, &defaults);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);

  std::vector<std::string> words = arguments;
  std::vector<std::string> environment = MergedEnvironment(options_.environment);
  const int failure = ::posix_spawnp(&pid_, arguments.at(0).c_str(), &actions, &attributes,
                                     Pointers(words).data(), Pointers(environment).data());
  posix_spawn_file_actions_destroy(&actions);
  posix_spawnattr_destroy(&attributes);
  CloseFd(in[0]);
  CloseFd(out[1]);
  CloseFd(err[1]);
  in_ = in[1];
  out_ = out[0];
  err_ = err[0];
  if (failure != 0) {
    pid_ = -1;
    CloseFd(in_);
    CloseFd(out_);
    CloseFd(err_);
    throw std::system_error(failure, std::generic_category(), arguments.at(0));
  }
  WriteInput();
}

ChildProcess::~ChildProcess() {
  if (pid_ > 0) {
    ::kill(pid_, SIGKILL);
    Reap();
  }
  CloseFd(in_);
  CloseFd(out_);
  CloseFd(err_);
}

void ChildProcess::Signal(int number) const {
  if (pid_ > 0) ::kill(pid_, number);
}

// Inputs of tests are smaller than a pipe's buffer, so this does not block.
void ChildProcess::WriteInput() {
  std::string_view rest = options_.input;
  while (!rest.empty()) {
    const ssize_t count = ::write(in_, rest.data(), rest.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) break;
    rest.remove_prefix(static_cast<std::size_t>(count));
  }
  CloseFd(in_);
}

// Reads what is there, waiting for it until the deadline. False at the end of both streams, or when
// the deadline has passed.
bool ChildProcess::ReadOnce(std::chrono::steady_clock::time_point deadline) {
  if (out_ < 0 && err_ < 0) return false;
  const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
      deadline - std::chrono::steady_clock::now());
  std::array<pollfd, 2> waiting{{{out_, POLLIN, 0}, {err_, POLLIN, 0}}};
  const int ready = ::poll(waiting.data(), waiting.size(),
                           static_cast<int>(std::max<std::int64_t>(0, left.count())));
  if (ready < 0) return errno == EINTR;
  if (ready == 0) {
    result_.timed_out = true;
    return false;
  }
  const std::array<std::pair<int*, std::string*>, 2> streams{
      {{&out_, &result_.out}, {&err_, &result_.err}}};
  for (std::size_t i = 0; i < streams.size(); ++i) {
    if (waiting[i].revents == 0) continue;
    std::array<char, 16384> block{};
    const ssize_t count = ::read(*streams[i].first, block.data(), block.size());
    if (count > 0) streams[i].second->append(block.data(), static_cast<std::size_t>(count));
    if (count == 0 || (count < 0 && errno != EINTR)) CloseFd(*streams[i].first);
  }
  return true;
}

bool ChildProcess::WaitForText(std::string_view text) {
  const auto deadline = std::chrono::steady_clock::now() + options_.timeout;
  const auto found = [&] {
    return result_.out.find(text) != std::string::npos ||
           result_.err.find(text) != std::string::npos;
  };
  while (!found()) {
    if (!ReadOnce(deadline)) return false;
  }
  return true;
}

CommandResult ChildProcess::Wait() {
  const auto deadline = std::chrono::steady_clock::now() + options_.timeout;
  while (ReadOnce(deadline)) {
  }
  if (result_.timed_out) Signal(SIGKILL);
  Reap();
  return result_;
}

void ChildProcess::Reap() {
  int status = 0;
  while (::waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
  }
  pid_ = -1;
  if (WIFEXITED(status)) result_.exit_code = WEXITSTATUS(status);
  if (WIFSIGNALED(status)) result_.signal = WTERMSIG(status);
}

CommandResult RunCommand(const std::vector<std::string>& arguments, CommandOptions options) {
  return ChildProcess(arguments, std::move(options)).Wait();
}

}  // namespace testkase::tests
