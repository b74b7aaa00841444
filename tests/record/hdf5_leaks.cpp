// HDF5 itself loses memory when it meets some kinds of damaged file, which these tests show it by the hundred. The leak
// checker, where there is one, asks this function what not to mind.
extern "C" const char* __lsan_default_suppressions();
extern "C" const char* __lsan_default_suppressions() {
  return "leak:libhdf5";
}
