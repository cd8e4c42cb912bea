#include <algorithm>

#include "kit/rich_text/rich_text.h"
#include "kit/rich_text/utf8.h"

namespace testkase::kit {

char32_t DecodeUtf8(std::string_view text, std::size_t& position) {
  const auto first = static_cast<unsigned char>(text[position++]);
  if (first < 0x80) return first;
  int following = 0;
  unsigned char lowest = 0x80;
  unsigned char highest = 0xBF;
  char32_t code_point = 0;
  if (first >= 0xC2 && first <= 0xDF) {
    following = 1;
    code_point = first & 0x1F;
  } else if (first >= 0xE0 && first <= 0xEF) {
    following = 2;
    code_point = first & 0x0F;
    if (first == 0xE0) lowest = 0xA0;
    if (first == 0xED) highest = 0x9F;
  } else if (first >= 0xF0 && first <= 0xF4) {
    following = 3;
    code_point = first & 0x07;
    if (first == 0xF0) lowest = 0x90;
    if (first == 0xF4) highest = 0x8F;
  } else {
    return kReplacementCharacter;
  }
  for (; following > 0; --following) {
    if (position >= text.size()) return kReplacementCharacter;
    const auto next = static_cast<unsigned char>(text[position]);
    if (next < lowest || next > highest) return kReplacementCharacter;
    code_point = (code_point << 6) | (next & 0x3F);
    lowest = 0x80;
    highest = 0xBF;
    ++position;
  }
  return code_point;
}

void AppendUtf8(char32_t code_point, std::string& out) {
  if (code_point < 0x80) {
    out += static_cast<char>(code_point);
  } else if (code_point < 0x800) {
    out += static_cast<char>(0xC0 | (code_point >> 6));
    out += static_cast<char>(0x80 | (code_point & 0x3F));
  } else if (code_point < 0x10000) {
    out += static_cast<char>(0xE0 | (code_point >> 12));
    out += static_cast<char>(0x80 | ((code_point >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (code_point & 0x3F));
  } else {
    out += static_cast<char>(0xF0 | (code_point >> 18));
    out += static_cast<char>(0x80 | ((code_point >> 12) & 0x3F));
    out += static_cast<char>(0x80 | ((code_point >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (code_point & 0x3F));
  }
}

std::string NormalizeText(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t position = 0; position < text.size();) {
    const char c = text[position];
    if (c == '\0') {
      ++position;
    } else if (c == '\r') {
      out += '\n';
      ++position;
      if (position < text.size() && text[position] == '\n') ++position;
    } else if (static_cast<unsigned char>(c) < 0x80) {
      out += c;
      ++position;
    } else {
      AppendUtf8(DecodeUtf8(text, position), out);
    }
  }
  return out;
}

std::size_t CountCodePoints(std::string_view utf8) {
  std::size_t count = 0;
  for (std::size_t position = 0; position < utf8.size(); ++count) DecodeUtf8(utf8, position);
  return count;
}

}  // namespace testkase::kit
