// Short fingerprints of text, for base snapshots.
#ifndef TESTKASE_KIT_SYNC_DIGEST_H_
#define TESTKASE_KIT_SYNC_DIGEST_H_

#include <string>
#include <string_view>

namespace testkase::kit {

// BLAKE2b, 16 bytes, as 22 characters of base64url: equal where the texts are equal.
std::string Digest(std::string_view text);

// Base64url without padding.
std::string EncodeBase64Url(std::string_view bytes);

}  // namespace testkase::kit

#endif  // TESTKASE_KIT_SYNC_DIGEST_H_
