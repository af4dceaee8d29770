package org.shuyuan.bench; final class ImportRows { static void run(Options o, Node n) {} }
