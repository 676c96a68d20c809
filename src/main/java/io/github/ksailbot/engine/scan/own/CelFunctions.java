package io.github.ksailbot.engine.scan.own;

import dev.cel.checker.CelCheckerBuilder;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.OpaqueType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompilerLibrary;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelRuntimeBuilder;
import dev.cel.runtime.CelRuntimeLibrary;
import io.github.ksailbot.engine.scan.rule.Patterns;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Functions beside CEL's: those of Kubernetes for quantities and regular expressions, sets that take linear time, and
 * {@code matches} with limits, since its expression can come from a resource.
 */
final class CelFunctions implements CelCompilerLibrary, CelRuntimeLibrary {
    static final CelFunctions LIBRARY = new CelFunctions();

    private static final CelType QUANTITY = OpaqueType.create("kubernetes.Quantity");
    private static final CelType LIST = ListType.create(SimpleType.DYN);

    private CelFunctions() {}

    @Override
    public void setCheckerOptions(CelCheckerBuilder checker) {
        checker.addFunctionDeclarations(
                member("find", "string_find_string", SimpleType.STRING, SimpleType.STRING, SimpleType.STRING),
                member("findAll", "string_find_all_string", LIST, SimpleType.STRING, SimpleType.STRING),
                global("sets.contains", "sets_contains", SimpleType.BOOL, LIST, LIST),
                global("sets.equivalent", "sets_equivalent", SimpleType.BOOL, LIST, LIST),
                global("sets.intersects", "sets_intersects", SimpleType.BOOL, LIST, LIST),
                global("quantity", "quantity_dyn", QUANTITY, SimpleType.DYN),
                global("isQuantity", "is_quantity_dyn", SimpleType.BOOL, SimpleType.DYN),
                member("isGreaterThan", "quantity_is_greater_than", SimpleType.BOOL, QUANTITY, QUANTITY),
                member("isLessThan", "quantity_is_less_than", SimpleType.BOOL, QUANTITY, QUANTITY),
                member("compareTo", "quantity_compare_to", SimpleType.INT, QUANTITY, QUANTITY),
                member("add", "quantity_add", QUANTITY, QUANTITY, QUANTITY),
                member("sub", "quantity_sub", QUANTITY, QUANTITY, QUANTITY),
                member("sign", "quantity_sign", SimpleType.INT, QUANTITY));
    }

    @Override
    public void setRuntimeOptions(CelRuntimeBuilder runtime) {
        runtime.addFunctionBindings(
                CelFunctionBinding.from("matches", String.class, String.class, CelFunctions::isMatch),
                CelFunctionBinding.from("matches_string", String.class, String.class, CelFunctions::isMatch),
                CelFunctionBinding.from(
                        "string_find_string",
                        String.class,
                        String.class,
                        (text, regex) -> Patterns.found(regex, text, 1).stream()
                                .findFirst()
                                .orElse("")),
                CelFunctionBinding.from(
                        "string_find_all_string",
                        String.class,
                        String.class,
                        (text, regex) -> Patterns.found(regex, text, Integer.MAX_VALUE)),
                CelFunctionBinding.from(
                        "sets_contains", List.class, List.class, (all, some) -> set(all).containsAll(set(some))),
                CelFunctionBinding.from(
                        "sets_equivalent", List.class, List.class, (one, other) -> set(one).equals(set(other))),
                CelFunctionBinding.from("sets_intersects", List.class, List.class, (one, other) -> {
                    Set<Object> both = set(one);
                    both.retainAll(set(other));
                    return !both.isEmpty();
                }),
                CelFunctionBinding.from("quantity_dyn", Object.class, Quantity::of),
                CelFunctionBinding.from("is_quantity_dyn", Object.class, Quantity::isQuantity),
                CelFunctionBinding.from(
                        "quantity_is_greater_than",
                        Quantity.class,
                        Quantity.class,
                        (one, other) -> one.compareTo(other) > 0),
                CelFunctionBinding.from(
                        "quantity_is_less_than",
                        Quantity.class,
                        Quantity.class,
                        (one, other) -> one.compareTo(other) < 0),
                CelFunctionBinding.from("quantity_compare_to", Quantity.class, Quantity.class, (one, other) ->
                        (long) one.compareTo(other)),
                CelFunctionBinding.from("quantity_add", Quantity.class, Quantity.class, Quantity::plus),
                CelFunctionBinding.from("quantity_sub", Quantity.class, Quantity.class, Quantity::minus),
                CelFunctionBinding.from("quantity_sign", Quantity.class, one ->
                        (long) one.amount().signum()));
    }

    private static boolean isMatch(String text, String regex) {
        return !Patterns.found(regex, text, 1).isEmpty();
    }

    private static Set<Object> set(List<?> items) {
        Set<Object> set = new HashSet<>();
        for (Object item : items) {
            set.add(item instanceof Double number && number == number.longValue() ? (Object) number.longValue() : item);
        }
        return set;
    }

    private static CelFunctionDecl global(String name, String overload, CelType result, CelType... arguments) {
        return CelFunctionDecl.newFunctionDeclaration(
                name, CelOverloadDecl.newGlobalOverload(overload, result, arguments));
    }

    private static CelFunctionDecl member(String name, String overload, CelType result, CelType... arguments) {
        return CelFunctionDecl.newFunctionDeclaration(
                name, CelOverloadDecl.newMemberOverload(overload, result, arguments));
    }
}
