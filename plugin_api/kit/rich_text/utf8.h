// One UTF-8 decoder for all of rich text, so that every function agrees on what a character is.
#ifndef TESTKASE_KIT_RICH_TEXT_UTF8_H_
#define TESTKASE_KIT_RICH_TEXT_UTF8_H_

#include <cstddef>
#include <string>
#include <string_view>

namespace testkase::kit {

inline constexpr char32_t kReplacementCharacter = 0xFFFD;

// Reads the code point at `position` and moves past it. An invalid sequence reads as one U+FFFD for
// each maximal part of a sequence, as Unicode recommends. `position` must be inside `text`.
char32_t DecodeUtf8(std::string_view text, std::size_t& position);

void AppendUtf8(char32_t code_point, std::string& out);

constexpr bool IsAsciiLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
constexpr bool IsAsciiDigit(char c) { return c >= '0' && c <= '9'; }
constexpr bool IsAsciiAlphanumeric(char c) { return IsAsciiLetter(c) || IsAsciiDigit(c); }
constexpr bool IsAsciiSpace(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}
constexpr bool IsAsciiPunctuation(char c) { return c > ' ' && c < 0x7F && !IsAsciiAlphanumeric(c); }
constexpr char ToAsciiLower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

}  // namespace testkase::kit

#endif  // TESTKASE_KIT_RICH_TEXT_UTF8_H_
