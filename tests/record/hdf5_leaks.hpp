// HDF5 itself loses memory when it meets some kinds of damage; the leak checker is not to mind that in tests that do
// nothing but damage files.
#pragma once

#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/lsan_interface.h>
#endif

namespace crossflow::test {

struct LeaksOfHdf5 {
#ifdef __SANITIZE_ADDRESS__
  __lsan::ScopedDisabler disabler;
#else
  LeaksOfHdf5() {}
#endif
};

}  // namespace crossflow::test
