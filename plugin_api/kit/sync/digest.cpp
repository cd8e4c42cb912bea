#include "kit/sync/digest.h"

#include <sodium.h>

#include <array>

namespace testkase::kit {

std::string EncodeBase64Url(std::string_view bytes) {
  constexpr int kVariant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
  std::string text(sodium_base64_encoded_len(bytes.size(), kVariant), '\0');
  sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const unsigned char*>(bytes.data()),
                    bytes.size(), kVariant);
  text.pop_back();  // the terminator that libsodium counts and writes
  return text;
}

std::string Digest(std::string_view text) {
  std::array<unsigned char, 16> hash{};
  crypto_generichash(hash.data(), hash.size(), reinterpret_cast<const unsigned char*>(text.data()),
                     text.size(), nullptr, 0);
  return EncodeBase64Url({reinterpret_cast<const char*>(hash.data()), hash.size()});
}

}  // namespace testkase::kit
