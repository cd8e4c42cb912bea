// Owns a file descriptor.
#ifndef HOST_STUB_LOADER_UNIQUE_FD_H_
#define HOST_STUB_LOADER_UNIQUE_FD_H_

#include <unistd.h>

#include <utility>

namespace testkase::host {

class UniqueFd {
 public:
  UniqueFd() = default;
  explicit UniqueFd(int fd) : fd_(fd) {}
  UniqueFd(UniqueFd&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  UniqueFd& operator=(UniqueFd&& other) noexcept {
    std::swap(fd_, other.fd_);
    return *this;
  }
  ~UniqueFd() {
    if (fd_ >= 0) ::close(fd_);
  }

  int get() const { return fd_; }
  explicit operator bool() const { return fd_ >= 0; }

 private:
  int fd_ = -1;
};

}  // namespace testkase::host

#endif  // HOST_STUB_LOADER_UNIQUE_FD_H_
