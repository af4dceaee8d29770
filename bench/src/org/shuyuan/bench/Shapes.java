package org.shuyuan.bench; final class Shapes { static void run(Options o, Node n) {} }
