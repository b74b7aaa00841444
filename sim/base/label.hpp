// Names that a person reads, in English and Traditional Chinese.
#pragma once

#include <string>

namespace crossflow {

struct Label {
  std::string en;
  std::string zh;  ///< may be empty: then English is shown

  friend bool operator==(const Label&, const Label&) = default;
};

}  // namespace crossflow
