from tests.documents import joiners


def test_the_premium_of_all_facilities_is_the_sum_of_each():
    assert joiners.written_for_several(4).annual_yen == 914_320 + 3 * 49_070
