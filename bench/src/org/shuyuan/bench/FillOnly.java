package org.shuyuan.bench;
public final class FillOnly { public static void main(String[] w) { new Fill(new Sql(w[0], w[1], w[2])).entries(w[3], Long.parseLong(w[4])); } }
