#include "kit/sync/marker.h"

#include <sodium.h>
#include <testkase/host_secrets.h>

#include <algorithm>
#include <array>

#include "kit/sync/digest.h"

namespace testkase::kit {
namespace {

constexpr std::string_view kOpen = "<!-- testkase:defect:1:";
constexpr std::string_view kClose = " -->";
constexpr std::size_t kSignatureBytes = 16;

bool IsWordCharacter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '_';
}

// Item ids are the host's; as base64url none of their characters can end a comment.
std::optional<std::string> DecodeId(std::string_view text) {
  std::string id(text.size(), '\0');
  std::size_t size = 0;
  if (sodium_base642bin(reinterpret_cast<unsigned char*>(id.data()), id.size(), text.data(),
                        text.size(), nullptr, &size, nullptr,
                        sodium_base64_VARIANT_URLSAFE_NO_PADDING) != 0) {
    return std::nullopt;
  }
  id.resize(size);
  return id;
}

std::optional<Marker> ParseMarker(std::string_view after_open) {
  const std::size_t end = after_open.find(kClose);
  if (end == std::string_view::npos) return std::nullopt;
  const std::string_view payload = after_open.substr(0, end);
  const std::size_t colon = payload.find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  const std::string_view signature = payload.substr(colon + 1);
  if (!std::all_of(signature.begin(), signature.end(), IsWordCharacter)) return std::nullopt;
  const auto id = DecodeId(payload.substr(0, colon));
  if (!id || id->empty()) return std::nullopt;
  return Marker{*id, std::string(signature)};
}

}  // namespace

Result<Marker> MarkerSigner::Sign(std::string_view item_id) const {
  Marker marker{std::string(item_id), ""};
  const std::string message = "defect\n" + scope_id_ + "\n" + std::string(item_id);
  auto lent = call_.WithSecret(TK_SECRET_SIGNING_KEY, [&](std::string_view key) -> Result<void> {
    std::array<unsigned char, crypto_generichash_KEYBYTES> sized_key{};
    std::copy_n(key.begin(), std::min(key.size(), sized_key.size()), sized_key.begin());
    std::array<unsigned char, kSignatureBytes> signature{};
    crypto_generichash(signature.data(), signature.size(),
                       reinterpret_cast<const unsigned char*>(message.data()), message.size(),
                       sized_key.data(), sized_key.size());
    sodium_memzero(sized_key.data(), sized_key.size());
    marker.signature =
        EncodeBase64Url({reinterpret_cast<const char*>(signature.data()), signature.size()});
    return {};
  });
  if (!lent) return lent.error();
  return marker;
}

Result<bool> MarkerSigner::Holds(const Marker& marker) const {
  const Result<Marker> own = Sign(marker.item_id);
  if (!own) return own.error();
  return own->signature.size() == marker.signature.size() &&
         sodium_memcmp(own->signature.data(), marker.signature.data(), marker.signature.size()) ==
             0;
}

std::string FormatMarker(const Marker& marker) {
  return std::string(kOpen) + EncodeBase64Url(marker.item_id) + ":" + marker.signature +
         std::string(kClose);
}

std::optional<Marker> FindMarker(std::string_view body) {
  for (std::size_t at = body.find(kOpen); at != std::string_view::npos;
       at = body.find(kOpen, at + 1)) {
    if (at != 0 && body[at - 1] != '\n') continue;
    if (auto marker = ParseMarker(body.substr(at + kOpen.size()))) return marker;
  }
  return std::nullopt;
}

}  // namespace testkase::kit
