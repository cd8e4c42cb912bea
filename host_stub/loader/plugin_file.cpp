#include "host_stub/loader/plugin_file.h"

#include <elf.h>
#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <vector>

#include "host_stub/loader/refusal.h"

namespace testkase::host {
namespace {

#if defined(__x86_64__)
constexpr Elf64_Half kOurMachine = EM_X86_64;
#elif defined(__aarch64__)
constexpr Elf64_Half kOurMachine = EM_AARCH64;
#endif

Error CannotOpen(const std::string& what, int error_number) {
  if (error_number == ELOOP) {
    return Refusal(what + " is a symbolic link.",
                   "Put the real file there: links could point anywhere after the check.");
  }
  Error error = Refusal(what + " cannot be read: " + std::strerror(error_number) + ".",
                        "Make it readable for the user that runs TestKase.");
  if (error_number == ENOENT) {
    error.message = what + " is missing.";
    error.remedy = "Install the plugin's release again.";
    error.status = TK_NOT_FOUND;
  }
  return error;
}

Result<void> CheckOwnerAndMode(const struct stat& status, const std::string& what) {
  if (status.st_uid != 0 && status.st_uid != ::geteuid()) {
    return Refusal(what + " belongs to another user (uid " + std::to_string(status.st_uid) + ").",
                   "Make root or the user that runs TestKase its owner (chown).");
  }
  if ((status.st_mode & (S_IWGRP | S_IWOTH)) != 0) {
    return Refusal(what + " may be written by its group or by everybody.",
                   "Take that permission away: chmod go-w.");
  }
  return {};
}

Error CannotRead(const std::string& name) {
  return Refusal(name + " cannot be read to its end: " + std::strerror(errno) + ".",
                 "Install the plugin's release again.");
}

// Reads up to `size` bytes at `offset`; fewer only at the end of the file, -1 after an error.
ssize_t ReadFully(int fd, char* buffer, std::size_t size, off_t offset) {
  std::size_t done = 0;
  while (done < size) {
    const ssize_t count =
        ::pread(fd, buffer + done, size - done, offset + static_cast<off_t>(done));
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return -1;
    if (count == 0) break;
    done += static_cast<std::size_t>(count);
  }
  return static_cast<ssize_t>(done);
}

}  // namespace

Result<UniqueFd> OpenPluginFolder(const std::string& path) {
  const std::string what = "The plugin's folder '" + path + "'";
  UniqueFd folder(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
  if (!folder) {
    // A link to a folder answers ENOTDIR where O_DIRECTORY is asked for.
    struct stat status {};
    const int error_number = errno;
    const bool link = ::lstat(path.c_str(), &status) == 0 && S_ISLNK(status.st_mode);
    return CannotOpen(what, link ? ELOOP : error_number);
  }
  struct stat status {};
  if (::fstat(folder.get(), &status) != 0) return CannotOpen(what, errno);
  if (const auto safe = CheckOwnerAndMode(status, what); !safe) return safe.error();
  return folder;
}

Result<UniqueFd> OpenPluginFile(const UniqueFd& folder, const std::string& name) {
  // O_NONBLOCK: opening a pipe must not hang before it is refused.
  UniqueFd file(
      ::openat(folder.get(), name.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK));
  if (!file) return CannotOpen(name, errno);
  struct stat status {};
  if (::fstat(file.get(), &status) != 0) return CannotOpen(name, errno);
  if (!S_ISREG(status.st_mode)) {
    return Refusal(name + " is not a plain file.", "Install the plugin's release again.");
  }
  if (const auto safe = CheckOwnerAndMode(status, name); !safe) return safe.error();
  return file;
}

Result<std::string> ReadPluginFile(const UniqueFd& file, const std::string& name,
                                   std::size_t max_bytes) {
  std::string text(max_bytes + 1, '\0');
  const ssize_t size = ReadFully(file.get(), text.data(), text.size(), 0);
  if (size < 0) return CannotRead(name);
  if (static_cast<std::size_t>(size) > max_bytes) {
    Error error = Refusal(name + " is larger than " + std::to_string(max_bytes / 1024) + " KiB.",
                          "Install the plugin's release again.");
    error.status = TK_LIMIT;
    return error;
  }
  text.resize(static_cast<std::size_t>(size));
  return text;
}

Result<std::string> Sha256OfFile(const UniqueFd& file, const std::string& name) {
  crypto_hash_sha256_state state;
  crypto_hash_sha256_init(&state);
  std::vector<char> block(256 * 1024);
  off_t offset = 0;
  for (;;) {
    const ssize_t size = ReadFully(file.get(), block.data(), block.size(), offset);
    if (size < 0) return CannotRead(name);
    if (size == 0) break;
    crypto_hash_sha256_update(&state, reinterpret_cast<const unsigned char*>(block.data()),
                              static_cast<unsigned long long>(size));
    offset += size;
  }
  std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
  crypto_hash_sha256_final(&state, hash.data());
  std::array<char, 2 * crypto_hash_sha256_BYTES + 1> hexadecimal{};
  sodium_bin2hex(hexadecimal.data(), hexadecimal.size(), hash.data(), hash.size());
  return std::string(hexadecimal.data());
}

Result<void> CheckElfHeader(const UniqueFd& file, const std::string& name) {
  Elf64_Ehdr header{};
  const ssize_t size = ReadFully(file.get(), reinterpret_cast<char*>(&header), sizeof header, 0);
  if (size < 0) return CannotRead(name);
  const bool shared_library = static_cast<std::size_t>(size) == sizeof header &&
                              std::memcmp(header.e_ident, ELFMAG, SELFMAG) == 0 &&
                              header.e_ident[EI_CLASS] == ELFCLASS64 &&
                              header.e_ident[EI_DATA] == ELFDATA2LSB && header.e_type == ET_DYN;
  if (!shared_library) {
    return Refusal(name + " is not a 64-bit shared library.",
                   "Install the plugin's release for this platform.");
  }
  if (header.e_machine != kOurMachine) {
    return Refusal(name + " is built for another machine (ELF machine " +
                       std::to_string(header.e_machine) + ").",
                   "Install the plugin's release for this platform.");
  }
  return {};
}

}  // namespace testkase::host
