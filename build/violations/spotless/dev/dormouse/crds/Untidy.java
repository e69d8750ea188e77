package dev.dormouse.crds;
final class Untidy {static int one( ) {return 1;}}
